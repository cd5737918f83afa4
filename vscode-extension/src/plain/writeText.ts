// A recorded write as a line of the value history.
import type { Timeline, Write } from './debugProtocol';

export interface WriteText {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
}

export function describeWrite(write: Write): WriteText {
  const file = (write.source?.name ?? write.source?.path)?.split(/[\\/]/).at(-1);
  const place = file === undefined ? '' : `${file}:${write.line ?? 0}`;
  const who = [write.function ?? '', place].filter((part) => part !== '').join(', ');
  const how = { assignment: 'assigned', argument: 'came as an argument', creation: 'created', debugger: 'set in the debugger' }[write.kind];
  return {
    label: write.before == null ? write.value : `${write.before} → ${write.value}`,
    description: who,
    tooltip: `${how}${who === '' ? '' : ` in ${who}`}, at step ${write.position}`,
  };
}

/** For the status bar: where in the recording the program stands. */
export function timelineText(timeline: Timeline): { readonly text: string; readonly tooltip: string } {
  const recorded = `Steps ${timeline.oldest} to ${timeline.newest} are recorded, ${(timeline.bytes / 1_000_000).toFixed(1)} MB${timeline.forgotten ? '; older ones are forgotten' : ''}.`;
  return timeline.atPresent
    ? { text: '$(record) recording', tooltip: `${recorded}\nThe program stands at the present.` }
    : { text: `$(history) step ${timeline.position} of ${timeline.newest}`, tooltip: `${recorded}\nThe program stands in the past: what it shows was so then.` };
}
