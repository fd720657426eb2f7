//! Work on many threads, results in order, memory bounded.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// A task and the memory that it and its result take, in bytes.
pub(super) struct Weighed<T> {
    pub(super) weight: usize,
    pub(super) task: T,
}

/// Runs every task on up to `threads` workers and hands the results to `consume` on the calling thread, in the order
/// of the tasks. Tasks that were taken and not yet consumed weigh little more than `budget` together. The first error
/// of `consume` ends everything.
///
/// `tasks` is drawn by the workers, one at a time. `worker` is called once on each worker thread and makes the function
/// that does the work, so that each worker has its own buffers. With one thread nothing is spawned.
pub(super) fn in_order<T, R, E, F>(
    threads: usize,
    budget: usize,
    mut tasks: impl Iterator<Item = Weighed<T>> + Send,
    worker: impl Fn() -> F + Sync,
    mut consume: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
    F: FnMut(T) -> R,
{
    if threads <= 1 {
        let mut work = worker();
        return tasks.try_for_each(|weighed| consume(work(weighed.task)));
    }

    let tasks = Mutex::new(tasks);
    let board = Board { state: Mutex::new(State::default()), changed: Condvar::new() };
    thread::scope(|scope| {
        // Ends the workers also when `consume` panics.
        let _stop = StopOnDrop(&board);
        for _ in 0..threads {
            scope.spawn(|| {
                let _stop = StopOnPanic(&board);
                let mut work = worker();
                while let Some((number, task)) = board.draw(&tasks, budget) {
                    board.post(number, work(task));
                }
            });
        }
        while let Some(result) = board.collect() {
            consume(result)?;
        }
        Ok(())
    })
}

struct Board<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

/// The slots of all tasks that were drawn and not yet consumed, the oldest first.
struct State<R> {
    slots: VecDeque<Slot<R>>,
    consumed: usize,
    weight: usize,
    exhausted: bool,
    stopped: bool,
}

struct Slot<R> {
    weight: usize,
    result: Option<R>,
}

impl<R> Default for State<R> {
    fn default() -> Self {
        Self { slots: VecDeque::new(), consumed: 0, weight: 0, exhausted: false, stopped: false }
    }
}

impl<R> Board<R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, guard: MutexGuard<'a, State<R>>) -> MutexGuard<'a, State<R>> {
        self.changed.wait(guard).unwrap_or_else(PoisonError::into_inner)
    }

    /// The next task with its number, once there is room for it.
    fn draw<T>(&self, tasks: &Mutex<impl Iterator<Item = Weighed<T>>>, budget: usize) -> Option<(usize, T)> {
        // Held while waiting for room: whoever else wants a task waits for the same room.
        let mut tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.lock();
        while state.weight >= budget && !state.stopped {
            state = self.wait(state);
        }
        if state.stopped || state.exhausted {
            return None;
        }
        drop(state); // Drawing may read files; results are posted meanwhile.
        let next = tasks.next();
        let mut state = self.lock();
        let Some(Weighed { weight, task }) = next else {
            state.exhausted = true;
            self.changed.notify_all();
            return None;
        };
        let number = state.consumed + state.slots.len();
        state.weight += weight;
        state.slots.push_back(Slot { weight, result: None });
        Some((number, task))
    }

    fn post(&self, number: usize, result: R) {
        let mut state = self.lock();
        let index = number - state.consumed;
        if let Some(slot) = state.slots.get_mut(index) {
            slot.result = Some(result);
        }
        self.changed.notify_all();
    }

    /// The result of the oldest task, or nothing when all are consumed.
    fn collect(&self) -> Option<R> {
        let mut state = self.lock();
        loop {
            if state.stopped {
                return None;
            }
            if state.slots.is_empty() && state.exhausted {
                return None;
            }
            if state.slots.front().is_some_and(|slot| slot.result.is_some()) {
                let slot = state.slots.pop_front()?;
                state.weight -= slot.weight;
                state.consumed += 1;
                self.changed.notify_all();
                return slot.result;
            }
            state = self.wait(state);
        }
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }
}

struct StopOnDrop<'a, R>(&'a Board<R>);

impl<R> Drop for StopOnDrop<'_, R> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// A worker that panics must not leave the others waiting: the scope then passes the panic on.
struct StopOnPanic<'a, R>(&'a Board<R>);

impl<R> Drop for StopOnPanic<'_, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn tasks(count: usize, weight: usize) -> impl Iterator<Item = Weighed<usize>> + Send {
        (0..count).map(move |task| Weighed { weight, task })
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        for threads in [1, 2, 3, 8] {
            let mut seen = Vec::new();
            let worker = || {
                |task: usize| {
                    if task.is_multiple_of(7) {
                        thread::yield_now();
                    }
                    task * 2
                }
            };
            in_order(threads, 10, tasks(500, 3), worker, |n| {
                seen.push(n);
                Ok::<_, ()>(())
            })
            .unwrap();
            assert!(seen.iter().copied().eq((0..500).map(|n| n * 2)), "{threads} threads");
        }
    }

    #[test]
    fn a_task_heavier_than_the_budget_still_runs() {
        let mut count = 0;
        in_order(
            4,
            10,
            tasks(20, 1000),
            || |task| task,
            |_| {
                count += 1;
                Ok::<_, ()>(())
            },
        )
        .unwrap();
        assert_eq!(count, 20);
    }

    #[test]
    fn the_budget_bounds_what_waits() {
        let (drawn, consumed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let tasks = (0..1000).map(|task| {
            let ahead = drawn.fetch_add(1, Ordering::SeqCst) + 1 - consumed.load(Ordering::SeqCst);
            assert!(ahead <= 11, "{ahead} tasks at once"); // ten, and the one just consumed
            Weighed { weight: 1, task }
        });
        in_order(
            4,
            10,
            tasks,
            || |task: i32| task,
            |_| {
                consumed.fetch_add(1, Ordering::SeqCst);
                Ok::<_, ()>(())
            },
        )
        .unwrap();
    }

    #[test]
    fn the_first_error_ends_it() {
        let result =
            in_order(3, 4, tasks(1_000_000, 1), || |task| task, |n| if n < 5 { Ok(()) } else { Err(n) });
        assert_eq!(result, Err(5));
    }
}
