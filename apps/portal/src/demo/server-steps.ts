import type { Step } from '../../shared/timeline.js';
import { timeline } from './timeline-store.js';

/** Adds the server's steps to the timeline. Returns a function that stops it. */
export function followServerSteps(): () => void {
  const source = new EventSource('/api/journal');
  source.addEventListener('message', ({ data }: MessageEvent<string>) => timeline.add(JSON.parse(data) as Step));
  return () => source.close();
}
