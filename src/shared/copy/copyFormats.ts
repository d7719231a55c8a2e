export const COPY_FORMATS = ['json', 'curl', 'typescript', 'python', 'cli'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];
