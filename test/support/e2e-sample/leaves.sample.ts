import { e2eArea } from '../../e2e/area';
import { leaveThings } from './leave-things';

e2eArea('Sample', {}, () => {
  it('passes, and leaves things behind', () => {
    leaveThings();
  });
});
