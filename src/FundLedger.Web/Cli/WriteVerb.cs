using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary>A verb that writes: holds the data folder while it runs, sends one operation under a key, and prints its answer.</summary>
internal static class WriteVerb
{
    /// <param name="need">What a person must be allowed.</param>
    /// <param name="operation">Translates options to the operation and sends it.</param>
    /// <param name="says">The answer in a sentence; <c>--json</c> prints the answer itself.</param>
    /// <param name="makesBooks">The folder need not hold books yet.</param>
    internal static Command Make<T>(
        Shell shell, string name, Bilingual description, Need need, IReadOnlyList<Symbol> inputs,
        Func<WriteRun, Task<Outcome<T>>> operation, Func<T, Bilingual> says, bool makesBooks = false)
        where T : notnull => Make(shell, name, description, need, inputs, makesBooks, run => RunAsync(run, operation, says));

    /// <summary>A verb for what may take a second person: from the first person on it proposes.</summary>
    /// <param name="read">Translates options to what is asked for.</param>
    /// <param name="alone">Does it at once, in books without people.</param>
    internal static Command MakeProposing<TPayload, TAnswer>(
        Shell shell, string name, Bilingual description, Need need, IReadOnlyList<Symbol> inputs, ProposalKind<TPayload, TAnswer> kind,
        Func<WriteRun, Task<Outcome<TPayload>>> read, Func<WriteRun, TPayload, Task<Outcome<TAnswer>>> alone, Func<TAnswer, Bilingual> says)
        where TAnswer : notnull
    {
        var replaces = new Option<long?>("--replaces") { Description = shell.In("撤回本人这一号待复核事项，以这次的代替", "withdraw this open proposal of your own and put this one in its place"), HelpName = shell.In("编号", "NUMBER") };
        return Make(shell, name, description, need, [.. inputs, replaces], makesBooks: false, async run =>
        {
            if (!(await read(run)).IsDone(out var payload, out var refusal)) return refusal;
            if (run.Who.Person is null) return await RunAsync(run, asking => alone(asking, payload), says);
            var act = new ProposeAct(run.Database);
            if (run.IsDryRun)
            {
                if (!(await act.TryOutAsync(run.Asked, kind, payload, run.Stop)).IsDone(out var entries, out refusal)) return refusal;
                PrintPlanned(run, entries);
                return ExitCode.Done;
            }

            var outcome = await act.RunAsync(run.Asked, kind, payload, run.Parsed.GetValue(replaces), stop: run.Stop);
            if (!outcome.IsDone(out var proposed, out refusal)) return refusal;
            Print(run, new { proposed.Proposal, proposed.Status, proposed.Checkers, Answer = proposed.Answer is { } answer ? kind.ReadAnswer(answer) : default },
                proposed.Answer is { } done ? says(kind.ReadAnswer(done)) : ProposalWords.Said(proposed), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore);
            return ExitCode.Done;
        });
    }

    /// <summary>A verb that finds out who acts and whether they may, and then runs.</summary>
    /// <param name="act">Asks and prints; its code is the process's.</param>
    /// <param name="clock">Of the database; null for the process's.</param>
    internal static Command Make(Shell shell, string name, Bilingual description, Need need, IReadOnlyList<Symbol> inputs, bool makesBooks, Func<WriteRun, Task<Outcome<int>>> act, TimeProvider? clock = null)
    {
        var verb = new Command(name, shell.In(description));
        foreach (var input in inputs) verb.Take(input);
        var key = Options.Text(shell, "--key", new("编号", "KEY"), new(
            "操作编号：同一编号、同一内容再次提交只记一次（默认：新编号）", "operation key: the same request sent again under it is posted once (default: a fresh one)"));
        var dryRun = Options.Flag(shell, "--dry-run", new("只看会记成什么，不记账", "only show what would be posted; post nothing"));
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        verb.Take(shell.TokenFile, key, format, json);
        if (!makesBooks) verb.Take(dryRun);
        verb.SetAction(async (parsed, stop) =>
        {
            var options = shell.StorageOf(parsed);
            if (!makesBooks) RequireBooks(options);
            await using var database = Databases.Open(options, clock ?? shell.Clock);
            var asked = parsed.GetValue(key) ?? shell.Around.NewKey();
            try
            {
                var admitted = await AdmitAsync(shell, parsed, verb, need, database, asked, stop);
                if (!admitted.IsDone(out var run, out var refusal)) return shell.TellRefusal(refusal, verb);
                run = run with { IsDryRun = !makesBooks && parsed.GetValue(dryRun), AsJson = parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json };
                return (await act(run)).IsDone(out var exitCode, out refusal) ? exitCode : shell.TellRefusal(refusal, verb);
            }
            catch (StorageException)
            {
                shell.Tell(new($"操作编号：{asked}（可用 --key 以同一编号重新提交）", $"operation key: {asked} (send it again under this --key)"));
                throw;
            }
        });
        return verb;
    }

    /// <summary>Finds out who acts and whether they may; the trail is told of whoever may not.</summary>
    internal static async Task<Outcome<WriteRun>> AdmitAsync(Shell shell, ParseResult parsed, Command verb, Need need, Database database, string key, CancellationToken stop)
    {
        if (!(await WhoActs.FindAsync(shell, parsed, database, stop)).IsDone(out var who, out var refusal)) return refusal;
        Database door = who.Person is null ? database : new RefusalsNoted(database);
        var run = new WriteRun(shell, parsed, door, who, new Asked(key, who.Actor), await database.ReadAsync(Books.LoadAsync, stop), stop);
        if ((who.RefusalFor(need) ?? await who.RefusalForAsync(need, run)) is not { } notAllowed) return run;
        await new NoteAct(database).RunAsync(new Asked(shell.Around.NewKey(), who.Actor), new AuditNote(verb.Name, AuditOutcome.Refused, "operation", key, notAllowed.Code), CancellationToken.None);
        return notAllowed;
    }

    /// <summary>Sends the operation, or shows what it would post, and prints the answer.</summary>
    internal static async Task<Outcome<int>> RunAsync<T>(WriteRun run, Func<WriteRun, Task<Outcome<T>>> operation, Func<T, Bilingual> says)
        where T : notnull
    {
        var preview = run.IsDryRun ? new Preview(run.Database) : null;
        var outcome = await operation(preview is null ? run : run with { Database = preview });
        if (!outcome.IsDone(out var done, out var refusal)) return refusal;
        if (preview is not null) PrintPlanned(run, preview.Entries);
        else Print(run, done, says(done), ((Outcome<T>.Done)outcome).WasDoneBefore);
        return ExitCode.Done;
    }

    /// <summary>What was done, in a sentence or as JSON.</summary>
    internal static void Print<T>(WriteRun run, T done, Bilingual says, bool wasDoneBefore)
    {
        if (run.AsJson)
        {
            var answer = JsonSerializer.SerializeToNode(done, Json.Shape)!.AsObject();
            answer.Add("doneBefore", JsonValue.Create(wasDoneBefore));
            run.Shell.Around.Out.WriteLine(answer.ToJsonString(Json.Shape));
            return;
        }

        run.Shell.Around.Out.WriteLine(run.Shell.In(says));
        if (wasDoneBefore)
            run.Shell.Tell(new("这个操作编号已处理过：以上是当时的结果，没有再次写入。", "This operation key was used before: that was its answer then; nothing was written again."));
    }

    /// <summary>What would be posted. The numbers, moments and hashes of a preview mean nothing, so they are not shown.</summary>
    internal static void PrintPlanned(WriteRun run, IReadOnlyList<PostedEntry> entries)
    {
        if (run.AsJson) run.Shell.Around.Out.WriteLine(Json.Text(new { DryRun = true, Entries = entries.Select(EntryShown.Planned) }));
        else foreach (var entry in entries) EntryShown.PrintPlanned(run.Shell, run.Shell.Around.Out, entry);
        run.Shell.Tell(new("仅为试算，没有写入任何内容。", "This is a dry run; nothing was written."));
    }

    internal static void RequireBooks(StorageOptions options)
    {
        if (options.Dialect == Dialect.SqlServer || File.Exists(options.DatabaseFile)) return;
        throw new CannotOpenException(new(
            $"目录 {options.Directory} 中没有账本。请用 --data 指定账本目录，或先用 fund create 建立。",
            $"There are no books in {options.Directory}. Name their folder with --data, or make some with 'fund create'."));
    }
}

/// <summary>One call of a writing verb.</summary>
/// <param name="Database">Tells the trail of what it refuses to a person.</param>
/// <param name="Books">As they were when the verb started; the operation looks again for itself.</param>
internal sealed record WriteRun(Shell Shell, ParseResult Parsed, Database Database, WhoActs Who, Asked Asked, Books Books, CancellationToken Stop)
{
    /// <summary>Show what would be posted, and keep nothing.</summary>
    internal bool IsDryRun { get; init; }

    internal bool AsJson { get; init; }

    internal T? Value<T>(Option<T> option) => Parsed.GetValue(option);

    internal T Required<T>(Option<T> option) => Parsed.GetRequiredValue(option);

    internal T Required<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    internal bool Has(Option option) => Parsed.GetResult(option) is { Implicit: false };

    /// <summary>An amount in the currency of the fund that another option names.</summary>
    internal Outcome<Money> Amount(Option<string> amount, Option<string> fund) =>
        Books.Fund(Required(fund), Field(fund)).IsDone(out var known, out var refusal) ? TypedAmount.Read(Required(amount), known.Currency, Field(amount)) : refusal;

    /// <summary>An amount in the currency of the entry that another option names.</summary>
    internal async Task<Outcome<Money>> AmountAsync(Option<string> amount, Option<EntryId> entry)
    {
        var id = Required(entry);
        if (await Database.ReadAsync(reader => JournalReading.FindAsync(reader, id, Books), Stop) is not { } posted)
            return Refusal.Of("entry-unknown", Field(entry), $"没有分录 {id}。", $"There is no entry {id}.");
        return TypedAmount.Read(Required(amount), posted.Lines[0].Amount.Currency, Field(amount));
    }

    /// <summary>The document's file that an option names; null when it names none.</summary>
    internal async Task<Outcome<Attachment?>> DocumentAsync(Option<string> option) =>
        Value(option) is not { } path ? new Outcome<Attachment?>.Done(null)
            : (await DocumentAsync(path, Field(option))).IsDone(out var file, out var refusal) ? file : refusal;

    internal async Task<Outcome<Attachment>> DocumentAsync(string path, string field) =>
        (await InputFile.ReadAsync(path, field, Attachment.MostBytes, Stop)).IsDone(out var content, out var refusal) ? new Attachment(Path.GetFileName(path), content) : refusal;

    private static string Field(Option option) => option.Name[2..];
}
