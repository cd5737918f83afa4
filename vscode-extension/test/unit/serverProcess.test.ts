// Server processes that end in every way, and what is said about each.
import * as assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServerProcess, describeEnd } from '../../src/plain/serverProcess';

function node(script: string): ServerProcess {
  return new ServerProcess({ command: process.execPath, args: ['-e', script], env: {} });
}

describe('describeEnd', () => {
  it('quotes the line that names the error', () =>
    assert.equal(describeEnd(1, null, 'warning: x\nError: Unknown command: lsp\n\nUsage: gene\n'), 'The language server ended with status 1: Error: Unknown command: lsp'));
  it('quotes the last line when none names an error', () => assert.equal(describeEnd(2, null, 'one\r\ntwo\r\n'), 'The language server ended with status 2: two'));
  it('says when nothing was said', () => assert.equal(describeEnd(null, 'SIGKILL', ''), 'The language server was ended by SIGKILL and said nothing.'));
});

describe('ServerProcess', () => {
  it('keeps what was said on standard error', async () =>
    assert.equal(await node('console.error("Error: no " + "x".repeat(9000) + "\\nError: last"); process.exit(3)').ended, 'The language server ended with status 3: Error: last'));

  it('tells when the command cannot be started', async () =>
    assert.match(await new ServerProcess({ command: '/nonexistent/java', args: [], env: {} }).ended, /^\/nonexistent\/java could not be started: .*ENOENT/));

  it('is not ended before it ends', async () => {
    const server = node('process.stdin.resume()');
    assert.equal(await server.endedWithin(1), undefined);
    server.kill();
    assert.match(await server.ended, /ended by SIGTERM/);
  });

  it('has the variables of the invocation on top of its own', async () => {
    const script = 'process.exit(process.env.GENE_X === "1" && process.env.PATH ? 7 : 1)';
    assert.match(await new ServerProcess({ command: process.execPath, args: ['-e', script], env: { GENE_X: '1' } }).ended, /status 7/);
  });

  it('survives a write to a process that is gone', async () => {
    const server = node('process.exit(0)');
    await server.ended;
    await new Promise((resolve) => server.child.stdin.write('x', resolve));
    assert.equal(await server.endedWithin(1), 'The language server ended with status 0 and said nothing.');
  });
});
