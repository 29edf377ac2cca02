import type { Step } from '../../shared/timeline.js';
import { timeline } from './timeline-store.js';

/** Brings the server's steps into the timeline; returns what ends it. */
export function followServerSteps(): () => void {
  const source = new EventSource('/api/journal');
  source.addEventListener('message', ({ data }: MessageEvent<string>) => timeline.add(JSON.parse(data) as Step));
  return () => source.close();
}
