using System.CommandLine;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>import donations</c>.</summary>
internal static class ImportVerbs
{
    internal static Command Donations(Shell shell)
    {
        var inputs = new ListInputs(shell);
        var dryRun = Options.Flag(shell, "--dry-run", new("只读文件：显示列的对应、预览和合计，不记账", "only read the file: show the mapping, a preview and the totals; post nothing"));
        var overlap = Choices.Option(shell, "--overlap", new("与以前文件相同的行：同一批捐款，还是另外的", "rows equal to an earlier file's: the same gifts, or others"), Choices.Of<OverlapChoice>());
        var acceptDifference = Options.Flag(shell, "--accept-difference", new("名单写明的合计与读到的不一致时仍导入", "import although a total stated in the list is not what was read"));
        var skipFailed = Options.Flag(shell, "--skip-failed", new("跳过不能入账的行，导入其余", "leave out rows that cannot be posted and import the rest"));
        var source = Options.Source(shell, new("资金来源代码（默认：捐赠）", "code of the source (default: plain donations)"));
        var channel = Options.Channel(shell);
        var (format, json) = (Options.TextOrJson(shell), Options.Json(shell));

        var verb = new Command("donations", shell.In(
            "导入捐赠名单（XLSX、CSV）。同一文件再次导入不会重复；中断后再运行会接着导入",
            "Import a donation list (XLSX, CSV). The same file again adds nothing; interrupted, it goes on where it stopped"));
        verb.Take([.. inputs.All, source, channel, overlap, acceptDifference, skipFailed, dryRun, shell.TokenFile, format, json]);
        verb.SetAction(async (parsed, stop) =>
        {
            var options = shell.StorageOf(parsed);
            WriteVerb.RequireBooks(options);
            var isDryRun = parsed.GetValue(dryRun);
            await using var database = isDryRun ? Databases.OpenToRead(options) : Databases.Open(options, shell.Clock);
            // A list that is only read needs nobody's name.
            var actor = "";
            if (!isDryRun)
            {
                var admitted = await WriteVerb.AdmitAsync(shell, parsed, verb, Need.InFund(Permission.RecordMoney, inputs.Fund), database, shell.Around.NewKey(), stop);
                if (!admitted.IsDone(out var run, out var notAllowed)) return shell.TellRefusal(notAllowed, verb);
                actor = run.Who.Actor;
            }

            var (fund, unread) = await inputs.ReadAsync(parsed, database, stop);
            if (unread is not null) return shell.TellRefusal(unread, verb);

            using var list = fund!.File;
            var view = new ImportView(shell, parsed.GetValue(json) || parsed.GetValue(format) == ResultForm.Json);
            var scanning = await Watching.RunAsync(shell, new("读取名单", "Reading the list"), list.Length, progress => Task.FromResult(list.Scan(fund.Settings, progress, stop)));
            if (scanning is ListScanning.Refused refused) return view.TellUnreadable(refused, verb);

            var scan = ((ListScanning.Scanned)scanning).Scan;
            view.TellNotGifts(scan);
            if (isDryRun) return view.Preview(scan);
            if (await SaveProfileAsync(new Asked(shell.Around.NewKey(), actor), parsed.GetValue(inputs.SaveProfile), database, scan, stop) is { } unsaved) return shell.TellRefusal(unsaved, verb);
            var choices = new ImportChoices(
                parsed.GetRequiredValue(inputs.Fund), parsed.GetResult(overlap) is { Implicit: false } ? parsed.GetValue(overlap) : null,
                parsed.GetValue(acceptDifference), parsed.GetValue(skipFailed), parsed.GetValue(source),
                parsed.GetResult(channel) is { Implicit: false } ? parsed.GetValue(channel) : null);
            var outcome = await Watching.RunAsync(shell, new("入账", "Posting"), scan.Gifts, progress => new ImportDonations(database, shell.Clock).RunAsync(
                actor, list, scan, choices, new Rows(progress), stop));
            return view.Tell(outcome, scan, verb);
        });
        return verb;
    }

    private static async Task<Refusal?> SaveProfileAsync(Asked asked, string? name, Database database, ListScan scan, CancellationToken stop)
    {
        if (name is null) return null;
        return (await new SaveImportProfile(database).RunAsync(asked, name, scan.Profile, stop)).IsDone(out _, out var refusal) ? null : refusal;
    }

    private sealed class Rows(IProgress<long> progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress.Report(value.RowsDone);
    }
}

/// <summary>A list opened, with what was said about how to read it.</summary>
internal sealed record OpenedList(ListFile File, ListSettings Settings);

/// <summary>The options that say how a list is to be read.</summary>
internal sealed class ListInputs(Shell shell)
{
    private readonly Argument<string> file = Options.File(shell, new("XLSX 或 CSV 文件", "XLSX or CSV file"));
    private readonly Option<DateOnly> on = Options.Date(shell, "--on", new("没有日期的行用这一天", "date of the rows that have none"));
    private readonly Option<string> profile = Options.Text(shell, "--profile", new("名称|文件", "NAME|FILE"), new(
        "读法：以 --save-profile 存下的名称，或 JSON 文件（--dry-run --json 的 profile，可改）",
        "how to read it: a name kept with --save-profile, or a JSON file (what --dry-run --json prints under profile; may be edited)"));
    private readonly Option<string> columns = Options.Text(shell, "--columns", new("列", "MAP"), new(
        "各列是什么，如 donor=姓名,amount=实收,note=（空为没有；#3 为第三列）", "what each column is, such as donor=Name,amount=Paid,note= (empty: none; #3: the third)"));
    private readonly Option<string> sheet = Options.Text(shell, "--sheet", new("名称", "NAME"), new("工作表", "worksheet"));
    private readonly Option<DateFormat> dates = Choices.Option(
        shell, "--dates", new("日期的写法", "how dates are written"), Enum.GetValues<DateFormat>().Select(known => (known.NameOf(), known)).ToArray());
    private readonly Option<NumberFormat> numbers = Choices.Option(
        shell, "--numbers", new("数字的写法", "how numbers are written"), Enum.GetValues<NumberFormat>().Select(known => (known.NameOf(), known)).ToArray());

    internal Option<string> Fund { get; } = Options.Fund(shell);

    internal Option<string> SaveProfile { get; } = Options.Text(shell, "--save-profile", new("名称", "NAME"), new("把这次的读法存入账本", "keep how it was read, in the ledger"));

    /// <summary>Those that only say how to read the file; the way it was read cannot be kept with them.</summary>
    internal IReadOnlyList<Symbol> WhatIsRead => [file, Fund, on, profile, columns, sheet, dates, numbers];

    internal IReadOnlyList<Symbol> All => [file, Fund, on, profile, SaveProfile, columns, sheet, dates, numbers];

    internal async Task<(OpenedList? List, Refusal? Refusal)> ReadAsync(ParseResult parsed, Database database, CancellationToken stop)
    {
        var books = await database.ReadAsync(Books.LoadAsync, stop);
        if (!books.Fund(parsed.GetRequiredValue(Fund)).IsDone(out var fund, out var refusal)) return (null, refusal);
        if (!(await ProfileFile.ReadAsync(parsed.GetValue(profile), database, stop)).IsDone(out var saved, out refusal)) return (null, refusal);
        if (!ProfileFile.WithColumns(saved, parsed.GetValue(columns)).IsDone(out var read, out refusal)) return (null, refusal);
        read = read with
        {
            Sheet = parsed.GetValue(sheet) ?? read.Sheet,
            Dates = Given(parsed, dates) ?? read.Dates,
            Numbers = Given(parsed, numbers) ?? read.Numbers,
        };
        return ListFile.Open(parsed.GetRequiredValue(file)) switch
        {
            ListOpening.Opened opened => (new OpenedList(opened.File, new ListSettings(fund.Currency, read, Given(parsed, on))), null),
            ListOpening.Refused refused => (null, refused.Reason),
            var other => throw new InvariantBrokenException($"a list is opened or refused, not {other}"),
        };
    }

    private static T? Given<T>(ParseResult parsed, Option<T> option) where T : struct => parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) : null;
}
