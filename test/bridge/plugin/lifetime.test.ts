import { EventEmitter } from 'node:events';
import { HostWatch } from '../../../src/bridge/plugin/lifetime';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('ends when nobody connects within a minute', () => {
  const end = jest.fn();
  new HostWatch(end);
  jest.advanceTimersByTime(59_999);
  expect(end).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(end).toHaveBeenCalledTimes(1);
});

it('stays while a host is connected, however long', () => {
  const end = jest.fn();
  new HostWatch(end).add(new EventEmitter());
  jest.advanceTimersByTime(3_600_000);
  expect(end).not.toHaveBeenCalled();
});

it('ends when the last of several connections closes', () => {
  const end = jest.fn();
  const watch = new HostWatch(end);
  const [first, second] = [new EventEmitter(), new EventEmitter()];
  watch.add(first);
  watch.add(second);
  first.emit('close');
  expect(end).not.toHaveBeenCalled();
  second.emit('close');
  expect(end).toHaveBeenCalledTimes(1);
});
