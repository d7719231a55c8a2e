/** The shell's own exit codes, POSIX.1-2024 2.8.2. */
export const NOT_FOUND = 127;
export const NOT_EXECUTABLE = 126;
/** That of cmd.exe. */
export const WINDOWS_NOT_FOUND = 9009;
