using System.CommandLine;
using FundLedger.Exchange;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>A verb that only reads: a writer may be at work on the same folder.</summary>
internal static class ReadVerb
{
    /// <param name="run">Reads and prints; returns the exit code, or a refusal.</param>
    internal static Command Make(Shell shell, string name, Bilingual description, IReadOnlyList<Symbol> inputs, Func<ReadRun, Task<Outcome<int>>> run)
    {
        var verb = new Command(name, shell.In(description));
        foreach (var input in inputs) verb.Take(input);
        verb.SetAction(async (parsed, stop) =>
        {
            await using var database = Databases.OpenToRead(shell.StorageOf(parsed));
            if (await database.ReadAsync(UnfinishedImport.FindAsync, stop) is { } unfinished) shell.Tell(unfinished.Text);
            var outcome = await run(new ReadRun(shell, parsed, database, stop));
            return outcome.IsDone(out var exitCode, out var refusal) ? exitCode : shell.TellRefusal(refusal, verb);
        });
        return verb;
    }

    /// <summary>A verb that reads one thing and prints it as text or JSON.</summary>
    internal static Command MakeShowing<T>(
        Shell shell, string name, Bilingual description, IReadOnlyList<Symbol> inputs,
        Func<ReadRun, LedgerReader, Books, Task<Outcome<T>>> read, Action<Shell, TextWriter, T> print, Func<T, object> json)
    {
        var (format, asJson) = (Options.TextOrJson(shell), Options.Json(shell));
        return Make(shell, name, description, [.. inputs, format, asJson], async run =>
        {
            var outcome = await run.Database.ReadAsync(async reader => await read(run, reader, await Books.LoadAsync(reader)), run.Stop);
            if (!outcome.IsDone(out var shown, out var refusal)) return refusal;
            if (run.Value(asJson) || run.Value(format) == ResultForm.Json) shell.Around.Out.WriteLine(Json.Text(json(shown)));
            else print(shell, shell.Around.Out, shown);
            return ExitCode.Done;
        });
    }
}

/// <summary>One call of a reading verb.</summary>
internal sealed record ReadRun(Shell Shell, ParseResult Parsed, Database Database, CancellationToken Stop)
{
    internal T? Value<T>(Option<T> option) => Parsed.GetValue(option);

    internal T Required<T>(Option<T> option) => Parsed.GetRequiredValue(option);

    internal T Required<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    internal bool Has(Option option) => Parsed.GetResult(option) is { Implicit: false };
}

internal static class Commands
{
    /// <summary>Adds options and arguments alike.</summary>
    internal static void Take(this Command verb, params IReadOnlyList<Symbol> inputs)
    {
        foreach (var input in inputs)
        {
            if (input is Option option) verb.Add(option);
            else verb.Add((Argument)input);
        }
    }

    /// <summary>A word with verbs under it.</summary>
    internal static Command Group(Shell shell, string name, Bilingual description, params IReadOnlyList<Command> verbs)
    {
        var group = new Command(name, shell.In(description));
        foreach (var verb in verbs) group.Add(verb);
        return group;
    }

    /// <summary>A verb that has others under it.</summary>
    internal static Command With(this Command verb, Command under)
    {
        verb.Add(under);
        return verb;
    }
}
