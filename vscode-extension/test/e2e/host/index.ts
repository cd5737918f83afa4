// Runs inside VS Code's extension host: the assertions that need no screen, through the same API as any extension.
import { debugging } from './debugging';
import { editing } from './editing';
import { starting } from './starting';
import { tasks } from './tasks';

export interface HostTest {
  readonly name: string;
  run(): Promise<void>;
}

export async function run(): Promise<void> {
  let failures = 0;
  for (const test of [...starting, ...editing, ...tasks, ...debugging]) {
    const started = performance.now();
    const failure = await test.run().then(() => undefined, (error: unknown) => (error instanceof Error ? error.stack ?? error.message : String(error)));
    const took = `(${Math.round(performance.now() - started)} ms)`;
    if (failure === undefined) {
      console.log(`e2e: pass host: ${test.name} ${took}`);
    } else {
      failures++;
      console.log(`e2e: FAIL host: ${test.name} ${took}\n${failure}`);
    }
  }
  if (failures > 0) {
    throw new Error(`${failures} tests in the extension host failed`);
  }
}
