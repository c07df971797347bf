//! Load: several at once, each asking again as soon as it has its answer.

use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::future::try_join_all;

/// Lets each of `workers` do `step` again and again for `time`: how many were done in a second.
/// The first failure ends it.
pub async fn per_second<W>(
    workers: &mut [W],
    time: Duration,
    step: &impl AsyncFn(&mut W) -> Result<()>,
) -> Result<u64> {
    let started = Instant::now();
    let done = try_join_all(workers.iter_mut().map(|worker| async move {
        let mut done = 0_u64;
        while started.elapsed() < time {
            step(worker).await?;
            done += 1;
        }
        anyhow::Ok(done)
    }))
    .await?;
    let took = u64::try_from(started.elapsed().as_millis())?.max(1);
    Ok(done.into_iter().sum::<u64>() * 1000 / took)
}
