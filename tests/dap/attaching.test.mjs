// `gene run --debug-listen`: the program waits for its debugger, and outlives it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { ProtocolClient } from '@vscode/debugadapter-testsupport/lib/protocolClient.js';
import { faults } from './schema.mjs';

async function attached(lines, options, behaviour) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gene-att-')));
  const program = path.join(folder, 'main.gene');
  fs.writeFileSync(program, lines.join('\n'));
  const child = spawn(process.env.GENE, ['run', ...options, program], { cwd: folder });
  let output = '';
  let messages = '';
  child.stdout.on('data', (data) => { output += data; });
  const exited = new Promise((resolve) => { child.on('exit', (status) => resolve(status)); });
  const places = [];
  const awaited = [];
  child.stderr.on('data', (data) => {
    messages += data;
    for (let at = /listens at (.*)\n/.exec(messages); at; at = /listens at (.*)\n/.exec(messages)) {
      messages = messages.slice(at.index + at[0].length);
      if (awaited.length > 0) awaited.shift()(at[1]); else places.push(at[1]);
    }
  });
  const listens = () => (places.length > 0 ? Promise.resolve(places.shift()) : new Promise((resolve) => { awaited.push(resolve); }));
  const wrong = [];
  const connect = (at) => new Promise((resolve, reject) => {
    const socket = net.connect(at);
    socket.on('error', reject);
    socket.on('connect', () => {
      const client = new ProtocolClient();
      const dispatch = client.dispatch.bind(client);
      client.dispatch = (text) => { wrong.push(...faults(JSON.parse(text))); dispatch(text); };
      client.connect(socket, socket);
      resolve({ client, socket, event: (name) => new Promise((done) => { client.once(name, (e) => done(e.body ?? {})); }) });
    });
  });
  try {
    await behaviour({ listens, connect, exited, program, output: () => output });
    assert.deepEqual(wrong, []);
  } finally {
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true });
  }
}

async function begin({ client, event }, program, line) {
  const initialized = event('initialized');
  await client.send('initialize', { adapterID: 'gene' });
  await initialized;
  await client.send('setBreakpoints', { source: { path: program }, breakpoints: [{ line }] });
  const launched = client.send('attach', {});
  const stopped = event('stopped');
  await client.send('configurationDone', {});
  await launched;
  return stopped;
}

test('stops in a program that waits, and lets it go on', { timeout: 60_000 }, () =>
  attached(['(var a 1)', '(println a)', '(println "end")'], ['--debug-listen'], async ({ listens, connect, exited, program, output }) => {
    const at = await listens();
    assert.equal(fs.statSync(path.dirname(at)).mode & 0o777, 0o700);
    const debug = await connect(at);
    assert.equal((await begin(debug, program, 2)).reason, 'breakpoint');
    assert.equal(output(), '');
    assert.equal((await debug.client.send('evaluate', { expression: '(a = 5)' })).body.result, '5');
    await debug.client.send('disconnect', {});
    assert.equal(await exited, 0);
    assert.equal(output(), '5\nend\n');
  }));

test('goes on when the debugger is gone', { timeout: 60_000 }, () =>
  attached(['(var a 1)', '(println a)'], ['--debug-listen=d.sock'], async ({ listens, connect, exited, program, output }) => {
    const at = await listens();
    assert.equal(fs.statSync(at).mode & 0o777, 0o600);
    const debug = await connect(at);
    await begin(debug, program, 2);
    debug.socket.destroy();
    assert.equal(await exited, 0);
    assert.equal(output(), '1\n');
  }));

test('waits for the next client when one has only looked in, and ends when it is told to', { timeout: 60_000 }, () =>
  attached(['(while true 1)'], ['--debug-listen=d.sock'], async ({ listens, connect, exited, program }) => {
    const stranger = await connect(await listens());
    await stranger.client.send('initialize', { adapterID: 'gene' });
    await assert.rejects(stranger.client.send('launch', { program }), /attach to it/);
    stranger.socket.destroy();
    const debug = await connect(await listens());
    await begin(debug, program, 1);
    await debug.client.send('disconnect', { terminateDebuggee: true });
    assert.equal(await exited, 130);
  }));
