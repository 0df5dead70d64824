package org.cxrwatch.notify;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cxrwatch.port.Channel.Delivery;

/**
 * Ends an attempt that takes too long all in all: time-outs between two bytes do not end a server that sends one now
 * and then, nor a look-up of a name that hangs.
 *
 * @param total how long it may take
 */
record Budget(Duration total) {

    /**
     * What became of an attempt; one that has not ended in time is aborted and worth another try.
     *
     * @param attempt made on a thread of its own
     * @param abort closes what it waits for
     * @param otherwise what to say if it took too long
     */
    Delivery spent(Callable<Delivery> attempt, Runnable abort, String otherwise) {
        FutureTask<Delivery> task = new FutureTask<>(attempt);
        Thread thread = new Thread(task, "cxrwatch-sending");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(total.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            end(thread, abort);
            return Delivery.retry(otherwise);
        } catch (InterruptedException e) {
            end(thread, abort);
            Thread.currentThread().interrupt();
            return Delivery.retry("it was interrupted before it was done; nothing is lost, it is tried again");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A message could not be formed or sent.", e.getCause());
        }
    }

    private static void end(Thread thread, Runnable abort) {
        abort.run();
        thread.interrupt();
    }
}
