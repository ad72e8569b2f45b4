import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const patienceMs = 30_000;

/** A program of the demo, run by this Node; what it prints is shown when it fails. */
export class Program {
  readonly #child: ChildProcess;
  readonly #name: string;
  #output = '';

  private constructor(file: string, parameters: readonly string[], env: NodeJS.ProcessEnv) {
    this.#name = [file, ...parameters].join(' ');
    this.#child = spawn(process.execPath, [file, ...parameters], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
  }

  /** Starts a program that goes on until it is stopped. */
  static start(file: string, parameters: readonly string[], env: NodeJS.ProcessEnv): Program {
    return new Program(file, parameters, env);
  }

  /** Runs a program to its end; rejects with what it printed where that is no success. */
  static async run(file: string, parameters: readonly string[], env: NodeJS.ProcessEnv) {
    const program = new Program(file, parameters, env);
    await once(program.#child, 'close');
    if (program.#child.exitCode !== 0) throw program.#failure('failed');
  }

  /** Resolves when an address answers; rejects where the program ends before, or takes too long. */
  async answers(address: string): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (this.isRunning) {
      try {
        await fetch(address);
        return;
      } catch {
        if (Date.now() > deadline) throw this.#failure(`did not answer at ${address}`);
        await delay(50);
      }
    }
    throw this.#failure('ended by itself');
  }

  /** Ends the program and resolves when it has ended; rejects where it ends otherwise than by the signal or with success. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.#child, 'close');
    this.#child.kill(signal);
    await ended;
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== 0 && signalCode !== signal) throw this.#failure('did not stop cleanly');
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #failure(what: string): Error {
    return new Error(`${this.#name} ${what}; it printed:\n${this.#output || '(nothing)'}`);
  }
}
