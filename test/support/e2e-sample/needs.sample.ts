import { e2eArea } from '../../e2e/area';

const part = { name: 'no-such-part', install: 'apt-get install -y no-such-part', isThere: () => false };

e2eArea('Sample', { parts: [part] }, () => {
  it('is not even tried', () => {
    throw new Error('it was tried');
  });
});
