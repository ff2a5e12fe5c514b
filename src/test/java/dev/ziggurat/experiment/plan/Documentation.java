package dev.ziggurat.experiment.plan;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import dev.ziggurat.machine.yaml.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the comments of some classes say of their components and constants: read from the sources by the compiler's own parser. */
final class Documentation extends TreePathScanner<@Nullable Void, String> {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern TAG = Pattern.compile("\\{@(\\w+)\\s+([^}]*)}");

    private final Map<String, String> sentences = new TreeMap<>();
    private final DocTrees comments;
    private final List<String> wanted;

    private Documentation(JavacTask task, List<String> wanted) {
        comments = DocTrees.instance(task);
        this.wanted = wanted;
    }

    /** Returns the first sentence of each class, {@code package.Class}, and of each component and constant, {@code package.Class.name}. */
    static Map<String, String> of(Collection<Class<?>> types) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = types.stream()
                .map(type ->
                        SOURCES.resolve(type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java"))
                .distinct()
                .toList();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<String> names =
                    types.stream().map(type -> type.getName().replace('$', '.')).toList();
            Documentation documentation = new Documentation(task, names);
            for (CompilationUnitTree unit : task.parse()) {
                documentation.scan(unit, String.valueOf(unit.getPackageName()));
            }
            return documentation.sentences;
        }
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String outer) {
        String name = outer + "." + type.getSimpleName();
        DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
        if (comment != null && wanted.contains(name)) {
            sentences.put(name, text(comment.getFirstSentence()));
            for (DocTree tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree component && !component.isTypeParameter()) {
                    sentences.put(name + "." + component.getName(), text(component.getDescription()));
                }
            }
        }
        return super.visitClass(type, name);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, String type) {
        DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
        String name = variable.getName().toString();
        if (comment != null && wanted.contains(type) && name.matches("[A-Z][A-Z0-9_]*")) {
            boolean constant = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.ENUM;
            if (constant) {
                sentences.put(type + "." + name, text(comment.getFirstSentence()));
            }
        }
        return super.visitVariable(variable, type);
    }

    /** The words without their marks, names of Java spelt as files spell them. */
    private static String text(List<? extends DocTree> parts) {
        StringBuilder html = new StringBuilder();
        parts.forEach(html::append);
        Matcher tags = TAG.matcher(html.toString());
        String text = tags.replaceAll(tag -> Matcher.quoteReplacement(spelt(tag.group(1), tag.group(2))));
        return text.replaceAll("<sup>", "^")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceFirst("\\.$", "");
    }

    private static String spelt(String tag, String words) {
        String name = tag.startsWith("link") ? words.replaceFirst(".*#", "") : words;
        return name.matches("[A-Z][A-Z0-9_]+") ? name.toLowerCase(Locale.ROOT).replace('_', '-') : Words.key(name);
    }
}
