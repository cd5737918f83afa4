// Requests to a server that answers, refuses, or is gone before it does either.
import * as assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { OpenRequests } from '../../src/plain/openRequests';
import { QuietWriter } from '../../src/plain/quietWriter';

const GONE = new Error('gone');
const MESSAGE = { jsonrpc: '2.0', method: 'x' };

describe('OpenRequests', () => {
  it('hands on answers and refusals', async () => {
    const open = new OpenRequests();
    assert.equal(await open.hold(Promise.resolve(42)), 42);
    await assert.rejects(open.hold(Promise.reject(new Error('no'))), /no/);
  });

  it('refuses what waits when the server is gone, and what comes later', async () => {
    const open = new OpenRequests();
    const waiting = open.hold(new Promise(() => undefined));
    open.end(GONE);
    await assert.rejects(waiting, GONE);
    await assert.rejects(open.hold(new Promise(() => undefined)), GONE);
  });

  it('does not refuse what was answered', async () => {
    const open = new OpenRequests();
    const answered = open.hold(Promise.resolve(1));
    await answered;
    open.end(GONE);
    assert.equal(await answered, 1);
  });
});

describe('QuietWriter', () => {
  it('writes messages', async () => {
    const stream = new PassThrough();
    await new QuietWriter(stream).write(MESSAGE);
    assert.match(String(stream.read()), /^Content-Length: 30\r\n\r\n\{"jsonrpc":"2\.0","method":"x"\}$/);
  });

  it('drops what a process that is gone cannot read', async () => {
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })) });
    stream.on('error', () => undefined);
    const writer = new QuietWriter(stream);
    // The first finds out that nobody reads, the second knows.
    await writer.write(MESSAGE);
    await writer.write(MESSAGE);
    assert.equal(stream.writable, false);
  });

  it('tells that a message cannot be written to a process that is there', async () =>
    assert.rejects(new QuietWriter(new PassThrough()).write({ jsonrpc: '2.0', self: 1n } as never), /BigInt/));
});
