//! Work on many articles at once, results in the order of the input, memory bounded.

use anyhow::Context;
use rayon::ThreadPool;
use rayon::prelude::*;

/// Text that is worked on at once, in bytes: enough for all cores, little against the memory of any machine.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Articles that are worked on at once.
const MOST_ITEMS: usize = 256;

/// Hands `each` the result of `work` for every item, in the order of the items. Stops at its first error.
///
/// `size` says how much memory an item takes. One long article may exceed the bound alone; two never do.
pub(crate) fn in_order<T: Send, R: Send>(
    threads: usize,
    items: impl Iterator<Item = T>,
    size: impl Fn(&T) -> usize,
    work: impl Fn(T) -> R + Sync + Send,
    mut each: impl FnMut(R) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let pool = pool(threads)?;
    let mut items = items.peekable();
    while items.peek().is_some() {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while let Some(item) =
            items.next_if(|item| batch.is_empty() || bytes + size(item) <= MOST_BYTES)
        {
            bytes += size(&item);
            batch.push(item);
            if batch.len() == MOST_ITEMS {
                break;
            }
        }
        let results: Vec<R> = pool.install(|| batch.into_par_iter().map(&work).collect());
        results.into_iter().try_for_each(&mut each)?;
    }
    Ok(())
}

fn pool(threads: usize) -> anyhow::Result<ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .context("cannot start threads")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let size = |_: &usize| MOST_BYTES / 3;
            in_order(
                threads,
                0..1000,
                size,
                |it| it * 2,
                |it| {
                    let _: () = seen.push(it);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(seen, (0..1000).map(|it| it * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_first_error_stops_the_work() {
        let mut seen = 0;
        let each = |it: usize| {
            if it == 3 {
                anyhow::bail!("three")
            }
            seen += 1;
            Ok(())
        };
        assert!(in_order(2, 0..1_000_000, |_| 1, |it| it, each).is_err());
        assert_eq!(seen, 3);
    }
}
