import type { TrafficHead } from '../../shared/model/traffic';

/** Requests that are never answered must not pile up. */
const MAX_OPEN = 10_000;

export interface OpenRequest {
  readonly seq: number;
  readonly time: number;
  readonly method: string;
}

/** Requests that wait for their answer, by who asked, in what exchange, under what id. */
export class Pairs {
  readonly #open = new Map<string, OpenRequest>();

  ask(
    direction: TrafficHead['direction'],
    exchange: string | undefined,
    id: string | number,
    request: OpenRequest,
  ): void {
    if (this.#open.size >= MAX_OPEN) {
      for (const oldest of this.#open.keys()) {
        this.#open.delete(oldest);
        break;
      }
    }
    this.#open.set(keyOf(direction, exchange, id), request);
  }

  /** The request that an answer in this direction belongs to. It waits no more. */
  answer(
    direction: TrafficHead['direction'],
    exchange: string | undefined,
    id: string | number,
  ): OpenRequest | undefined {
    const asked = direction === 'clientToServer' ? 'serverToClient' : 'clientToServer';
    const key = keyOf(asked, exchange, id);
    const request = this.#open.get(key);
    this.#open.delete(key);
    return request;
  }

  clear(): void {
    this.#open.clear();
  }
}

function keyOf(direction: string, exchange: string | undefined, id: string | number): string {
  return `${direction} ${exchange ?? ''} ${JSON.stringify(id)}`;
}
