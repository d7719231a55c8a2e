declare module '*/support/chromium.mjs' {
  export const CHROMIUM_ARGUMENTS: string[];
  export function ensureChromium(): Promise<string>;
}
