/** Whether `text` is an absolute http or https address with a host and, if any, a possible port. */
export function isHttpUrl(text: string): boolean {
  const match =
    /^https?:\/\/(?:[^\s/?#@]*@)?(\[[0-9a-f:.%]+\]|[^\s/?#@:[\]]+)(?::(\d+))?(?:[/?#]\S*)?$/i.exec(
      text,
    );
  if (match === null) return false;
  return match[2] === undefined || (Number(match[2]) >= 1 && Number(match[2]) <= 65_535);
}
