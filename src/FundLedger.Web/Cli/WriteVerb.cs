using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary>A verb that writes: holds the data folder while it runs, sends one operation under a key, and prints its answer.</summary>
internal static class WriteVerb
{
    /// <param name="run">Translates options to the operation and sends it.</param>
    /// <param name="says">The answer in a sentence; <c>--json</c> prints the answer itself.</param>
    /// <param name="makesBooks">The folder need not hold books yet.</param>
    internal static Command Make<T>(
        Shell shell, string name, Bilingual description, IReadOnlyList<Symbol> inputs,
        Func<WriteRun, Task<Outcome<T>>> run, Func<T, Bilingual> says, bool makesBooks = false)
        where T : notnull
    {
        var verb = new Command(name, shell.In(description));
        foreach (var input in inputs) verb.Take(input);
        var key = Options.Text(shell, "--key", new("编号", "KEY"), new(
            "操作编号：同一编号、同一内容再次提交只记一次（默认：新编号）", "operation key: the same request sent again under it is posted once (default: a fresh one)"));
        var dryRun = Options.Flag(shell, "--dry-run", new("只看会记成什么，不记账", "only show what would be posted; post nothing"));
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));
        verb.Take(key, format, json);
        if (!makesBooks) verb.Take(dryRun);
        verb.SetAction(async (parsed, stop) =>
        {
            var options = shell.StorageOf(parsed);
            if (!makesBooks) RequireBooks(options);
            await using var database = Databases.Open(options, shell.Clock);
            var asked = new Asked(parsed.GetValue(key) ?? shell.Around.NewKey(), Actor.OfSystemUser(database.Ledger, shell.Around.UserName).Id);
            var books = await database.ReadAsync(Books.LoadAsync, stop);
            var asJson = parsed.GetValue(json) || parsed.GetValue(format);
            try
            {
                var preview = !makesBooks && parsed.GetValue(dryRun) ? new Preview(database) : null;
                var outcome = await run(new WriteRun(shell, parsed, preview ?? database, asked, books, stop));
                if (!outcome.IsDone(out var done, out var refusal)) return shell.TellRefusal(refusal, verb);
                if (preview is not null) PrintPreview(shell, preview, asJson);
                else Print(shell, done, says, ((Outcome<T>.Done)outcome).WasDoneBefore, asJson);
                return ExitCode.Done;
            }
            catch (StorageException)
            {
                shell.Tell(new($"操作编号：{asked.Key}（可用 --key 以同一编号重新提交）", $"operation key: {asked.Key} (send it again under this --key)"));
                throw;
            }
        });
        return verb;
    }

    private static void Print<T>(Shell shell, T done, Func<T, Bilingual> says, bool wasDoneBefore, bool asJson)
    {
        if (asJson)
        {
            var answer = JsonSerializer.SerializeToNode(done, Json.Shape)!.AsObject();
            answer.Add("doneBefore", JsonValue.Create(wasDoneBefore));
            shell.Around.Out.WriteLine(answer.ToJsonString(Json.Shape));
            return;
        }

        shell.Around.Out.WriteLine(shell.In(says(done)));
        if (wasDoneBefore)
            shell.Tell(new("这个操作编号已处理过：以上是当时的结果，没有再次写入。", "This operation key was used before: that was its answer then; nothing was written again."));
    }

    /// <summary>The numbers, moments and hashes of a preview mean nothing, so they are not shown.</summary>
    private static void PrintPreview(Shell shell, Preview preview, bool asJson)
    {
        if (asJson) shell.Around.Out.WriteLine(Json.Text(new { DryRun = true, Entries = preview.Entries.Select(EntryShown.Planned) }));
        else foreach (var entry in preview.Entries) EntryShown.PrintPlanned(shell, shell.Around.Out, entry);
        shell.Tell(new("仅为试算，没有写入任何内容。", "This is a dry run; nothing was written."));
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
/// <param name="Books">As they were when the verb started; the operation looks again for itself.</param>
internal sealed record WriteRun(Shell Shell, ParseResult Parsed, Database Database, Asked Asked, Books Books, CancellationToken Stop)
{
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
