package dev.ziggurat.report.html;

/** Text that is safe inside a page. */
final class Html {
    private Html() {}

    /** Returns a text as content or as an attribute in double quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Returns JSON as content of a script element, which ends at the first end tag wherever that stands. */
    static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    /** Returns a program as content of a script element; the tag can stand only in its strings and comments. */
    static String program(String script) {
        return script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }
}
