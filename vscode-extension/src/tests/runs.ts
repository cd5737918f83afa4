// Runs of tests in the language server: what happens is shown as it happens, failures with their difference, coverage at the end.
import * as vscode from 'vscode';
import type { Server } from '../client';
import { statementsWithBranches, summarize } from '../plain/coverageSummary';
import type { FileCoverage, Location, Range, TestEvent, TestResult, TestRunAnswer } from '../plain/protocol';
import { failureText, idsToRun, terminalText, traceEntry } from '../plain/testTree';
import { messageOf } from '../views/failures';
import { itemsOf, nodeOf } from './items';

type FindItem = (of: Pick<TestResult, 'id' | 'uri'>) => vscode.TestItem;

/** One run: the events of its token, and the results that have been shown. */
interface Going {
  readonly run: vscode.TestRun;
  readonly told: Set<string>;
}

export class TestRuns {
  private readonly going = new Map<string, Going>();
  private count = 0;

  constructor(private readonly server: Server, private readonly controller: vscode.TestController, private readonly find: FindItem) {
    const { Run, Coverage } = vscode.TestRunProfileKind;
    controller.createRunProfile('Run', Run, (request, cancel) => this.run(request, cancel), true);
    const coverage = controller.createRunProfile('Run with Coverage', Coverage, (request, cancel) => this.run(request, cancel, true), true);
    coverage.loadDetailedCoverage = (_run, of) => Promise.resolve(of instanceof CoverageOfFile ? of.details : []);
    server.onNotification<TestEvent>('gene/testEvent', (event) => this.happened(event));
  }

  async run(request: vscode.TestRunRequest, cancel?: vscode.CancellationToken, coverage = false): Promise<void> {
    const run = this.controller.createTestRun(request);
    const token = `tests-${++this.count}`;
    const going: Going = { run, told: new Set() };
    this.going.set(token, going);
    try {
      const included = request.include ?? itemsOf(this.controller.items);
      const ids = idsToRun(included.map(nodeOf), new Set(request.exclude?.map((item) => item.id)));
      included.forEach((item) => enqueue(run, item));
      const answer = await this.server.request<TestRunAnswer>('gene/runTests', { ...(request.include === undefined && ids.length === included.length ? {} : { ids }), token, coverage }, cancel);
      // Every event has come before the answer; what was told of neither begin nor end is told now.
      answer.results.forEach((result) => this.tell(going, result));
      answer.coverage?.forEach((file) => run.addCoverage(new CoverageOfFile(file)));
    } catch (error) {
      if (cancel?.isCancellationRequested !== true) {
        run.appendOutput(terminalText(`The tests did not run: ${messageOf(error)}\n`));
        void vscode.window.showErrorMessage(`The tests did not run: ${messageOf(error)}`);
      }
    } finally {
      this.going.delete(token);
      run.end();
    }
  }

  private happened(event: TestEvent): void {
    const going = this.going.get(event.token);
    if (going === undefined) {
      return;
    }
    switch (event.event) {
      case 'begin':
        if (event.kind === 'test' || event.kind === 'example') {
          going.run.started(this.find(event));
        }
        break;
      case 'output':
        going.run.appendOutput(terminalText(event.text));
        break;
      case 'end':
        this.tell(going, event.result);
        break;
    }
  }

  private tell({ run, told }: Going, result: TestResult): void {
    // A suite is as its tests are; VS Code works that out.
    if (told.has(result.id) || result.kind === 'suite' || (result.kind === 'file' && result.status === 'passed')) {
      return;
    }
    told.add(result.id);
    const item = this.find(result);
    switch (result.status) {
      case 'passed':
        run.passed(item, result.milliseconds);
        break;
      case 'skipped':
        run.skipped(item);
        break;
      case 'failed':
        run.failed(item, messageOfFailure(result), result.milliseconds);
        break;
      case 'broken':
        run.errored(item, messageOfFailure(result), result.milliseconds);
        break;
    }
    run.appendOutput(terminalText(lineOf(result)), undefined, item);
  }
}

function lineOf(result: TestResult): string {
  const name = result.path.join(' > ') || vscode.workspace.asRelativePath(vscode.Uri.parse(result.uri));
  const mark = { passed: '\x1b[32m✓\x1b[0m', failed: '\x1b[31m✗\x1b[0m', broken: '\x1b[31m✗\x1b[0m', skipped: '-' }[result.status];
  return `${mark} ${name}\n${result.status === 'failed' || result.status === 'broken' ? `    ${failureText(result).replace(/\n/g, '\n    ')}\n` : ''}`;
}

function messageOfFailure(result: TestResult): vscode.TestMessage {
  const message = result.expected != null && result.actual != null
    ? vscode.TestMessage.diff(failureText(result), result.expected, result.actual)
    : new vscode.TestMessage(failureText(result));
  if (result.location != null) {
    message.location = editorLocation(result.location);
  }
  const frames = result.trace.map(traceEntry);
  if (frames.length > 0) {
    const base = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(result.uri))?.uri;
    message.stackTrace = frames.map(({ label, place }) => place === undefined ? new vscode.TestMessageStackFrame(label)
      : new vscode.TestMessageStackFrame(label, fileUri(place.file, base), new vscode.Position(place.line - 1, place.column - 1)));
  }
  return message;
}

/** A file of the library is on no disk. */
function fileUri(file: string, base: vscode.Uri | undefined): vscode.Uri | undefined {
  if (/^(?:\/|[A-Za-z]:)/.test(file)) {
    return vscode.Uri.file(file);
  }
  return base === undefined || file === 'prelude.gene' ? undefined : vscode.Uri.joinPath(base, file);
}

class CoverageOfFile extends vscode.FileCoverage {
  readonly details: vscode.FileCoverageDetail[];

  constructor(coverage: FileCoverage) {
    const { statements, branches, functions } = summarize(coverage);
    super(vscode.Uri.parse(coverage.uri), statements, branches, functions);
    this.details = [
      ...statementsWithBranches(coverage).map(({ range, count, branches: conditions }) => new vscode.StatementCoverage(count, editorRange(range), conditions.flatMap((condition) => [
        new vscode.BranchCoverage(condition.taken[0], editorRange(condition.range), 'when it holds'),
        new vscode.BranchCoverage(condition.taken[1], editorRange(condition.range), 'when it does not hold'),
      ]))),
      ...coverage.functions.map(({ name, range, count }) => new vscode.DeclarationCoverage(name, count, editorRange(range))),
    ];
  }
}

function enqueue(run: vscode.TestRun, item: vscode.TestItem): void {
  if (item.children.size === 0) {
    run.enqueued(item);
  }
  item.children.forEach((child) => enqueue(run, child));
}

function editorRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function editorLocation({ uri, range }: Location): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), editorRange(range));
}
