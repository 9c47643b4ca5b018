/** Writes down what every test of a file synthesizes, so that two frameworks can be compared. */
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { App, Testing } = require('cdktf');

const texts = {};

function record(text) {
  const { currentTestName = 'before the tests' } = expect.getState();
  (texts[currentTestName] ??= []).push(text);
}

for (const method of ['synth', 'synthHcl']) {
  const original = Testing[method];
  Testing[method] = (...args) => {
    const text = original.apply(Testing, args);
    record(text);
    return text;
  };
}

const originalSynth = App.prototype.synth;
App.prototype.synth = function synth() {
  originalSynth.call(this);
  const stacks = path.join(this.outdir, 'stacks');
  for (const stack of readdirSync(stacks).sort()) {
    record(readFileSync(path.join(stacks, stack, 'cdk.tf.json'), 'utf8'));
  }
};

afterAll(() => {
  const { testPath } = expect.getState();
  const file = path.join(globalThis.STACK_RECORDS, `${path.relative(process.cwd(), testPath)}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(texts));
});
