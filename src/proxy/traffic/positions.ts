/** Where the entries of a server are in a file, by the positions that they had in the log they come from. */
export class Positions {
  #original: number[] = [];
  #here: number[] = [];

  add(original: number, here: number): void {
    const last = this.#original.at(-1);
    // The traffic of another log begins, as where files were joined: what is named now is not in the former.
    if (last !== undefined && original <= last) {
      this.#original = [];
      this.#here = [];
    }
    this.#original.push(original);
    this.#here.push(here);
  }

  /** Undefined if it is not in the file. */
  of(original: number): number | undefined {
    let low = 0;
    let high = this.#original.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const value = this.#original[middle]!;
      if (value === original) return this.#here[middle];
      if (value < original) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}
