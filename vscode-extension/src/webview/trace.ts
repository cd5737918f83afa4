// The page of the trace view: draws the rows in sight, asks for the rest, tells clicks. It runs in the view, not in the extension.
/// <reference lib="dom" />
import { ROW_HEIGHT, TraceTable, cellsOf, wordsOf } from '../plain/traceTable';
import type { ToExtension, ToView } from './messages';

declare function acquireVsCodeApi(): { postMessage(message: ToExtension): void };

const vscode = acquireVsCodeApi();
const table = new TraceTable();
const scroller = element('rows', HTMLElement);
const space = element('space', HTMLElement);
const follow = element('follow', HTMLInputElement);
const toggle = element('toggle', HTMLButtonElement);
const count = element('count', HTMLElement);
const filters = { functions: element('functions', HTMLInputElement), files: element('files', HTMLInputElement), opcodes: element('opcodes', HTMLInputElement) };
let running = false;
let active = false;
let current: { path: string | undefined; line: number } = { path: undefined, line: 0 };
let drawing = false;

function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new Error(`the page has no ${id}`);
  }
  return found;
}

/** At most once for each picture that the screen shows. */
function draw(): void {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      drawRows();
    });
  }
}

function drawRows(): void {
  toggle.textContent = running ? 'Stop' : 'Start';
  toggle.disabled = !active;
  count.textContent = table.next === 0 ? (active ? 'no instructions yet' : 'no program is being debugged') : `${table.next.toLocaleString('en')} instructions${table.first > 0 ? `, the last ${(table.next - table.first).toLocaleString('en')} are kept` : ''}`;
  space.style.height = `${table.height}px`;
  if (follow.checked) {
    scroller.scrollTop = scroller.scrollHeight;
  }
  const sight = table.inSight(scroller.scrollTop, scroller.clientHeight);
  const missing = active ? table.missing(sight) : undefined;
  if (missing !== undefined) {
    vscode.postMessage({ type: 'page', ...missing });
  }
  const drawn: HTMLElement[] = [];
  for (let number = sight.from; number < sight.to; number++) {
    drawn.push(drawRow(number));
  }
  space.replaceChildren(...drawn);
}

function drawRow(number: number): HTMLElement {
  const row = table.row(number);
  const line = document.createElement('div');
  line.className = 'row';
  line.setAttribute('role', 'row');
  line.style.top = `${(number - table.first) * ROW_HEIGHT}px`;
  if (row !== undefined) {
    line.classList.toggle('current', row.line === current.line && row.source?.path === current.path);
    line.tabIndex = 0;
    line.dataset['number'] = String(number);
    for (const text of cellsOf(row)) {
      const cell = document.createElement('span');
      cell.setAttribute('role', 'cell');
      cell.textContent = text;
      cell.title = text;
      line.append(cell);
    }
  }
  return line;
}

function go(event: Event): void {
  const number = (event.target as HTMLElement).closest<HTMLElement>('.row')?.dataset['number'];
  const row = number === undefined ? undefined : table.row(Number(number));
  if (row !== undefined) {
    follow.checked = false;
    vscode.postMessage({ type: 'go', row });
  }
}

function start(): void {
  vscode.postMessage({ type: 'start', filters: { functions: wordsOf(filters.functions.value), files: wordsOf(filters.files.value), opcodes: wordsOf(filters.opcodes.value) } });
}

function hear(message: ToView): void {
  switch (message.type) {
    case 'page':
      table.take(message.page);
      running = message.page.running;
      break;
    case 'grown':
      table.grow(message.first, message.next);
      running = message.running;
      break;
    case 'current':
      current = message;
      break;
    case 'session':
      active = message.active;
      running = running && active;
      if (!active) {
        table.keepKnown();
      }
      break;
    case 'cleared':
      table.clear();
      break;
  }
  draw();
}

window.addEventListener('message', (event: MessageEvent<ToView>) => hear(event.data));
window.addEventListener('resize', draw);
scroller.addEventListener('scroll', () => {
  // Who scrolls up wants to read; who comes back to the end wants to follow.
  if (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2 * ROW_HEIGHT) {
    follow.checked = false;
  }
  draw();
});
space.addEventListener('click', go);
space.addEventListener('keydown', (event) => event.key === 'Enter' && go(event));
follow.addEventListener('change', draw);
toggle.addEventListener('click', () => (running ? vscode.postMessage({ type: 'stop' }) : start()));
for (const input of Object.values(filters)) {
  input.addEventListener('change', () => running && start());
}
vscode.postMessage({ type: 'ready' });
draw();
