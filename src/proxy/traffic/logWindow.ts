import type { TrafficFilter, TrafficHead, TrafficWindow } from '../../shared/model/traffic';
import type { SegmentList } from './segmentList';
import type { ViewCache } from './viewCache';

const MAX_WINDOW = 10_000;

/** A log of one server, or of a file. */
export interface WindowSource {
  readonly segments: SegmentList;
  readonly views: ViewCache;
  heads(seqs: readonly number[]): TrafficHead[];
}

/** The positions in a source that pass a filter. */
interface Passing {
  readonly source: WindowSource;
  readonly total: number;
  readonly searching: boolean;
  seqAt(index: number): number | undefined;
}

/**
 * A stretch of one log, or of several in the order of time.
 * @param from a negative one counts from the end
 * @param waitMs how long a search may take before what was found so far is answered
 */
export async function logWindow(
  sources: readonly WindowSource[],
  filter: TrafficFilter,
  from: number,
  count: number,
  waitMs?: number,
): Promise<TrafficWindow> {
  const passing = await Promise.all(sources.map((source) => pass(source, filter, waitMs)));
  const total = passing.reduce((sum, one) => sum + one.total, 0);
  const first = Math.min(from < 0 ? Math.max(0, total + from) : from, total);
  const length = Math.min(Math.max(count, 0), MAX_WINDOW, total - first);
  const heads =
    passing.length === 1 ? stretch(passing[0]!, first, length) : merge(passing, first, length);
  const searching = passing.some((one) => one.searching);
  return { total, from: first, heads, ...(searching && { searching }) };
}

async function pass(
  source: WindowSource,
  filter: TrafficFilter,
  waitMs: number | undefined,
): Promise<Passing> {
  const view = source.views.of(filter);
  const { segments } = source;
  if (!view) {
    return {
      source,
      total: segments.total,
      searching: false,
      seqAt: (index) => segments.seqAt(index),
    };
  }
  const { seqs, searching } = await view.seqs(waitMs);
  return { source, total: seqs.length, searching, seqAt: (index) => seqs[index] };
}

function stretch({ source, seqAt }: Passing, first: number, length: number): TrafficHead[] {
  const wanted: number[] = [];
  for (let index = first; index < first + length; index++) {
    const seq = seqAt(index);
    if (seq !== undefined) wanted.push(seq);
  }
  return source.heads(wanted);
}

/** Of each log as many as could be in the stretch, put in order: never more than the stretch is long. */
function merge(passing: readonly Passing[], first: number, length: number): TrafficHead[] {
  const starts = startsOf(passing, first);
  const skipped = starts.reduce((sum, start) => sum + start, 0);
  return passing
    .flatMap((one, index) => {
      const start = starts[index]!;
      const many = Math.min(length + first - skipped, one.total - start);
      return stretch(one, start, many);
    })
    .sort((a, b) => a.time - b.time)
    .slice(first - skipped, first - skipped + length);
}

/** How many of each log are surely among the first `count` of all: those up to some moment. */
function startsOf(passing: readonly Passing[], count: number): number[] {
  let low = 0;
  let high = 8.64e15;
  let starts = passing.map(() => 0);
  // Halving ends when no moment is between two; 64 steps are more than numbers have bits.
  for (let step = 0; step < 64 && high - low > 0.0005; step++) {
    const middle = low + (high - low) / 2;
    const upTo = passing.map((one) => countUpTo(one, middle));
    if (upTo.reduce((sum, many) => sum + many, 0) <= count) {
      low = middle;
      starts = upTo;
    } else high = middle;
  }
  return starts;
}

/** How many come no later than a moment (epoch ms). */
function countUpTo({ source, total, seqAt }: Passing, moment: number): number {
  let low = 0;
  let high = total;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeAt(source.segments, seqAt(middle)) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function timeAt(segments: SegmentList, seq: number | undefined): number {
  const segment = seq === undefined ? undefined : segments.of(seq);
  return segment ? segment.columns.time(seq! - segment.firstSeq) : 0;
}
