package dev.ziggurat.cpu;

/** What an {@link InOrder} core does when its time has come. */
enum InOrderStep {
    TAKE,
    ISSUE,
    SEND_LOAD,
    LOAD_DONE,
    SEND_STORE,
    SEND_TRANSLATED,
    STORE_DONE,
    FETCH_DONE,
    CALL,
    WAKE
}
