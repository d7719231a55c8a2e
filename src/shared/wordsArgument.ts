/** Before the path of the file with the words in VS Code's language, among the arguments of the proxy. */
export const WORDS_ARGUMENT = '--words';
