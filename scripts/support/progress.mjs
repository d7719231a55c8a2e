// Says what is being set up: one calm line that counts the seconds on a terminal, plain lines elsewhere.

import { ToolError } from './runQuietly.mjs';

const DONE = '✔';
const FAILED = '✖';
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

/**
 * Does `work` under a title. On failure it shows the end of what the failing tool printed.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {{ animate?: boolean, quietBelowMs?: number }} [options] animate: false where other output
 *   may come between; quietBelowMs: says nothing of work that succeeds in less, as it is done already
 * @returns {Promise<T>}
 */
export async function withProgress(title, work, { animate = true, quietBelowMs = 0 } = {}) {
  const started = performance.now();
  const line = animate && isTerminal() ? spinner(title, started) : plainLine(title, quietBelowMs);
  try {
    const result = await work();
    line.end(DONE, seconds(performance.now() - started));
    return result;
  } catch (error) {
    line.end(FAILED, seconds(performance.now() - started));
    if (error instanceof ToolError && error.tail) {
      process.stderr.write(`${error.tail.replace(/^/gm, '    ')}\n`);
    }
    throw error;
  }
}

function isTerminal() {
  return process.stderr.isTTY === true && process.env.TERM !== 'dumb' && !process.env.CI;
}

/**
 * @param {string} title
 * @param {number} quietBelowMs
 */
function plainLine(title, quietBelowMs) {
  let announced = false;
  const announce = () => {
    announced = true;
    process.stderr.write(`… ${title}\n`);
  };
  const timer = quietBelowMs > 0 ? setTimeout(announce, quietBelowMs) : undefined;
  if (!timer) announce();
  return {
    /**
     * @param {string} mark
     * @param {string} elapsed
     */
    end(mark, elapsed) {
      clearTimeout(timer);
      if (announced || mark === FAILED) process.stderr.write(`${mark} ${title} (${elapsed})\n`);
    },
  };
}

/**
 * @param {string} title
 * @param {number} started
 */
function spinner(title, started) {
  let frame = 0;
  const draw = () => {
    const elapsed = Math.round((performance.now() - started) / 1000);
    const text = `${FRAMES[frame++ % FRAMES.length]} ${title}  ${elapsed} s`;
    process.stderr.write(`\r\x1b[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  };
  draw();
  const timer = setInterval(draw, 120);
  return {
    /**
     * @param {string} mark
     * @param {string} elapsed
     */
    end(mark, elapsed) {
      clearInterval(timer);
      process.stderr.write(`\r\x1b[2K${mark} ${title} (${elapsed})\n`);
    },
  };
}
