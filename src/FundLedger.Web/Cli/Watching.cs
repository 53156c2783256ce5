using FundLedger.Values;
using Spectre.Console;

namespace FundLedger.Web.Cli;

/// <summary>Shows how far long work has come: a bar on a terminal, a line at each quarter elsewhere. Never among the results.</summary>
internal static class Watching
{
    /// <param name="total">What the work counts up to.</param>
    internal static async Task<T> RunAsync<T>(Shell shell, Bilingual what, long total, Func<IProgress<long>, Task<T>> work)
    {
        if (!shell.Around.IsErrorTerminal) return await InLinesAsync(new Quarters(shell, what, total), work);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(shell.Around.Error) });
        return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async shown =>
        {
            var bar = shown.AddTask(shell.In(what), maxValue: Math.Max(1, total));
            var done = await work(new Bar(bar));
            bar.Value = bar.MaxValue;
            return done;
        });
    }

    private static async Task<T> InLinesAsync<T>(Quarters quarters, Func<IProgress<long>, Task<T>> work)
    {
        var done = await work(quarters);
        quarters.Finish();
        return done;
    }

    private sealed class Bar(ProgressTask bar) : IProgress<long>
    {
        public void Report(long value) => bar.Value = value;
    }

    private sealed class Quarters(Shell shell, Bilingual what, long total) : IProgress<long>
    {
        private long said;

        /// <summary>Work that was too short to speak of is not spoken of.</summary>
        internal void Finish()
        {
            if (said > 0) Report(total);
        }

        public void Report(long value)
        {
            var quarter = total == 0 ? 4 : (long)((Int128)value * 4 / total);
            if (quarter <= said) return;
            said = quarter;
            shell.Tell(new($"{what.Zh}：{quarter * 25}%", $"{what.En}: {quarter * 25}%"));
        }
    }
}
