/** What `portcullis` ends with; `wait` ends with the code of its command. */
export const EXIT = { ready: 0, failed: 1, usage: 2, interrupted: 130 } as const;
