import { e2eArea } from '../../e2e/area';

e2eArea('Sample', {}, (area) => {
  describe('good things', () => {
    it.each([1, 2, 3])('thing %d', (amount) => {
      area.count('things', amount);
    });
  });
});
