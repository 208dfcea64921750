import { createServer, type Socket } from 'node:net';

export type SinkMessage = { port: number } | { subject?: string };

const end = Buffer.from('\r\n.\r\n');
/** Longer mails carry a PDF; their subjects are not needed. */
const shortMail = 20_000;

/** The smallest possible mail server: accepts every mail and keeps none. */
const server = createServer({ noDelay: true }, (socket) => {
  let state: 'command' | 'data' = 'command';
  let held: Buffer[] = [];
  let tail = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.write('220 sink\r\n');
  socket.on('data', (chunk) => {
    if (state === 'command') {
      state = answer(socket, chunk.toString('latin1'));
      return;
    }
    held.push(chunk);
    tail = Buffer.concat([tail, chunk]).subarray(-end.length);
    if (!tail.equals(end)) return;
    socket.write('250 taken\r\n');
    report(held);
    state = 'command';
    held = [];
    tail = Buffer.alloc(0);
  });
});

/** Answers every command in a packet; returns the state after it. */
function answer(socket: Socket, commands: string): 'command' | 'data' {
  for (const command of commands.split('\r\n').filter(Boolean)) {
    if (/^data$/i.test(command)) {
      socket.write('354 go on\r\n');
      return 'data';
    }
    if (/^quit$/i.test(command)) socket.end('221 bye\r\n');
    else socket.write('250 sink\r\n');
  }
  return 'command';
}

function report(parts: Buffer[]): void {
  const isShort = parts.reduce((sum, part) => sum + part.length, 0) < shortMail;
  const subject = isShort ? /^Subject: (.*)$/im.exec(Buffer.concat(parts).toString())?.[1] : undefined;
  const message: SinkMessage = subject === undefined ? {} : { subject };
  process.send?.(message);
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') process.send?.({ port: address.port } satisfies SinkMessage);
});
process.on('disconnect', () => process.exit());
