using System.Globalization;
using System.Security.Cryptography;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Import;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Lists of gifts: looked at when they are sent, then imported by work that is followed; which rows were refused, and which entry each of the others became. Who records a fund's money may import into it.</summary>
internal static class ImportsApi
{
    private const string Part = "imports";
    private const int MostFailed = 100;
    private static readonly string[] YesOrNo = ["true", "false"];
    private static readonly ApiParameter Number = ApiParameter.Path("import", new("名单编号", "number of the list"), "1", ApiParameterForm.Number);

    internal static void MapImports(this ApiRoutes api)
    {
        api.WriteFile<ImportSent>("/imports", new("sendGiftList", Part, new("导入捐赠名单", "Send a list of gifts"),
            "CSV or XLSX. Read whole first: what has no answer yet and rows that cannot be posted are told one by one and nothing is kept. Otherwise it is kept and imported by work that may be followed. With start=false it is kept and waits, and how it reads can be looked at. At most 10 MB; larger ones are sent on the site.",
            [ApiParameter.Fund with { IsRequired = true }, new("source", new("资金来源，不写为捐赠", "source of the money; donations unless said")), new("on", new("没有日期的行算在哪一天", "the day of rows without one"), null, ApiParameterForm.Day),
                new("profile", new("保存的读法", "name of a saved profile")), new("dates", new("日期写法", "how days are written"), null, Words: [.. Enum.GetValues<DateFormat>().Select(format => format.NameOf())]),
                new("numbers", new("数字写法", "how numbers are written"), null, Words: [.. Enum.GetValues<NumberFormat>().Select(format => format.NameOf())]),
                new("overlap", new("与以前导入相同的行：是同一批（same）还是另外的（new）", "rows like earlier ones: the same gifts, or new ones"), null, Words: [.. Enum.GetValues<OverlapChoice>().Select(choice => ApiJson.WordOf(choice))]),
                new("acceptDifference", new("名单写明的合计与读到的不一致时，按读到的导入", "import as read, where the total stated in the list differs"), null, Words: YesOrNo), new("skipFailed", new("跳过不能入账的行", "leave out rows that cannot be posted"), null, Words: YesOrNo),
                new("start", new("现在就导入，不写为是", "import it now; so unless said"), null, Words: YesOrNo)])
        {
            Example = "姓名,金额,日期\n孙悦,10.00,2026-04-09\n钱进,20.00,2026-04-10\n",
        }, SendAsync, Permission.RecordMoney);
        api.Read<Page<ImportShown>>("/imports", new("listImports", Part, new("列出捐赠名单", "List lists of gifts"), "Last sent first; those that wait, that are on their way, and that are in.", ApiParameter.Paging), ListAsync, Permission.RecordMoney);
        api.Read<ImportInFull>("/imports/{import:long}", new("getImport", Part, new("一份捐赠名单", "One list of gifts"), "How far it is; how it reads and what is still to be answered, while it waits; what it brought, once it is over.", [Number]), OneAsync, Permission.RecordMoney);
        api.Read<Page<RefusedRowShown>>("/imports/{import:long}/refused-rows", new("listRefusedRows", Part, new("列出不能入账的行", "List the rows that cannot be posted"), "In the order of the file, each with why and the mend.", [Number, .. ApiParameter.Paging]), RefusedAsync, Permission.RecordMoney);
        api.Read<Page<ImportedRowShown>>("/imports/{import:long}/entries", new("listImportedEntries", Part, new("列出名单的分录", "List the entries of a list"), "Which entry each row became, in the order of the file; donors are masked.", [Number, .. ApiParameter.Paging]), EntriesAsync, Permission.RecordMoney);
        api.Write<ImportStart, ImportStep>("/imports/{import:long}/settings", new("settleImport", Part, new("说明名单怎样读", "Settle how a list is read"), "And nothing more: how it reads then is told by it. What is left out stays.", [Number]) { Example = """{"dates":"yyyy-MM-dd"}""" }, (call, asked) => OnAsync(call, async (by, id) =>
            (await SettingsAsync(call, (await call.Database.ReadAsync(reader => Uploads.FindAsync(reader, id), call.Stop))!.Settings, asked)).IsDone(out var settings, out var refusal)
                ? await new SettleUpload(call.Noting).RunAsync(by with { Key = by.Key + "/settings" }, id, settings, call.Stop).Then(_ => new ImportStep(id)) : refusal, "/settings"), Permission.RecordMoney);
        api.Write<ImportStart, ImportStep>("/imports/{import:long}/start", new("startImport", Part, new("开始或继续导入", "Start an import, or go on with it"), "What is left out stays as it was settled before.", [Number]) { Example = """{"dates":"yyyy-MM-dd"}""" }, StartAsync, Permission.RecordMoney);
        api.Write<ActWanted, ImportStep>("/imports/{import:long}/stop", new("stopImport", Part, new("停止导入", "Stop an import"), "What is posted stays, and it can go on later.", [Number]) { Example = "{}" },
            (call, _) => OnAsync(call, (by, id) => new StopUpload(call.Noting).RunAsync(by with { Key = by.Key + "/stop" }, id, call.Stop).Then(_ => new ImportStep(id)), "/stop"), Permission.RecordMoney);
        api.Write<ActWanted, ImportStep>("/imports/{import:long}/removal", new("removeImport", Part, new("删除名单文件", "Remove the file of a list"), "What was posted of it stays.", [Number]) { Example = "{}" }, (call, _) => RemoveAsync(call), Permission.RecordMoney);
        api.Write<NewProfile, ProfileKept>("/imports/{import:long}/profiles", new("keepImportProfile", Part, new("保存读法", "Keep how a list is read"), "Under a name, to be named when the next list of the kind is sent; while its content is kept.", [Number]) { Example = """{"name":"众筹平台"}""" }, KeepAsync, Permission.RecordMoney);
        api.Read<Page<ProfileKept>>("/import-profiles", new("listImportProfiles", Part, new("列出读法", "List saved profiles"), "By name.", ApiParameter.Paging),
            call => call.ReadAsync(async (reader, _) => call.PageOf((await ImportProfiles.NamesAsync(reader)).Order(StringComparer.Ordinal).Select(name => new ProfileKept(name)), one => one.Name)), Permission.RecordMoney);
    }

    // ---- sending and starting ----

    private static async Task<IResult> SendAsync(ApiCall call, Attachment file)
    {
        var (fund, overlap, starts) = (call.Text("fund"), call.Word<OverlapChoice>("overlap"), Flag(call, "start", true));
        var asked = new ImportStart(
            call.Text("source"), call.Day("on"), call.Text("profile"), Dates: call.Text("dates"), Numbers: call.Text("numbers"), Overlap: overlap, AcceptDifference: Flag(call, "acceptDifference", false), SkipFailed: Flag(call, "skipFailed", false));
        if (call.Wrong is { } wrong) return wrong;
        if (fund is null) return new ApiProblem([Refusal.Of("fund-missing", "fund", "请写导入到哪个基金。", "Name the fund it goes into.")], StatusCodes.Status400BadRequest);
        IReadOnlyList<Refusal> open = [];
        var answer = await call.WriteAsync<ImportSent, ImportSent>(Permission.RecordMoney, (_, books) => Task.FromResult<bool?>(IsTheirs(call, books, fund)), async by =>
        {
            if (!(await SettingsAsync(call, new UploadSettings(fund, null, null, ListProfile.Guess), asked)).IsDone(out var settings, out var refusal)) return refusal;
            var wasSent = await call.Database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, by.Key), call.Stop);
            using var content = new MemoryStream(file.Content, writable: false);
            long gifts = 0;
            if (starts)
            {
                using var look = await ListLook.OfAsync(call.Database, content, file.FileName, settings, call.Today, call.Stop);
                open = wasSent ? [] : await InTheWayAsync(call, look, settings);
                if (open.Count > 0) return open[0];
                (gifts, content.Position) = (look.Scan?.Gifts ?? 0, 0);
            }

            var received = await new ReceiveUpload(call.Noting).RunAsync(by, file.FileName, settings, content, call.Stop);
            if (received is ReceiveOutcome.Refused notKept) return notKept.Reason;
            var id = ((ReceiveOutcome.Received)received).Id;
            if (wasSent && !await IsTheSameAsync(call, id, fund, file)) return ProblemCode.KeyConflict.About(ApiRoutes.KeyHeader);
            // Of the very file that is on its way already, the work is told; a start that was lost on the way is made up for.
            if (starts && (!wasSent || await call.Database.ReadAsync(reader => Uploads.FindAsync(reader, id), call.Stop) is { State: UploadState.Waiting, Result: null })) await BeginAsync(call, by with { Key = by.Key + "/start" }, id, settings, gifts);
            return new Outcome<ImportSent>.Done(new ImportSent(id), wasSent);
        }, done => done, done => PathOf(done.Import));
        return open.Count > 0 ? new ApiProblem(open, StatusCodes.Status422UnprocessableEntity) : answer;
    }

    private static async Task<IResult> StartAsync(ApiCall call, ImportStart asked)
    {
        IReadOnlyList<Refusal> open = [];
        var answer = await OnAsync(call, async (by, id) =>
        {
            var (upload, key) = ((await call.Database.ReadAsync(reader => Uploads.FindAsync(reader, id), call.Stop))!, by with { Key = by.Key + "/start" });
            if (await call.Database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, key.Key), call.Stop)) return new ImportStep(id);
            if (!(await SettingsAsync(call, upload.Settings, asked)).IsDone(out var settings, out var refusal)) return refusal;
            if (upload.State is UploadState.Done or UploadState.Queued or UploadState.Running or UploadState.Stopping) return await BeginAsync(call, key, id, settings, upload.RowsTotal).Then(_ => new ImportStep(id)); // which says why not
            using var look = await ListLook.OfAsync(call.Database, upload with { Settings = settings }, call.Today, call.Stop);
            open = await InTheWayAsync(call, look, settings);
            return open.Count > 0 ? open[0] : await BeginAsync(call, key, id, settings, look.Scan!.Gifts).Then(_ => new ImportStep(id));
        }, "/start");
        return open.Count > 0 ? new ApiProblem(open, StatusCodes.Status422UnprocessableEntity) : answer;
    }

    private static async Task<Outcome<ListUpload>> BeginAsync(ApiCall call, Asked by, long id, UploadSettings settings, long gifts)
    {
        var started = await new StartUpload(call.Noting).RunAsync(by, id, settings, gifts, call.Stop);
        call.Context.RequestServices.GetRequiredService<ImportSignal>().Ring();
        return started;
    }

    /// <summary>All that keeps a list from being imported, then the first rows that cannot be posted where they are part of it.</summary>
    private static async Task<IReadOnlyList<Refusal>> InTheWayAsync(ApiCall call, ListLook look, UploadSettings settings)
    {
        if (look.Scan is null) return [look.Refusal ?? Uploads.Gone];
        var (trial, open) = await ImportQuestions.AskAsync(call.Database, look, settings, isStart: true, call.Stop);
        return open.Count == 0 || settings.SkipFailed || trial is null ? open : [.. open, .. trial.FirstFailures.Take(MostFailed).Select(row => row.Reason with { Field = FormattableString.Invariant($"row {row.Row}") })];
    }

    private static async Task<Outcome<UploadSettings>> SettingsAsync(ApiCall call, UploadSettings before, ImportStart asked)
    {
        var profile = asked.Profile is { } name ? await call.Database.ReadAsync(reader => ImportProfiles.FindAsync(reader, name), call.Stop) : before.Profile;
        if (profile is null) return Refusal.Of("profile-unknown", "profile", $"没有读法“{asked.Profile}”。", $"There is no profile '{asked.Profile}'.");
        if (asked.Dates is { } dates)
        {
            if (!ListFormats.TryParse(dates, out DateFormat day)) return Unknown("dates", Enum.GetValues<DateFormat>().Select(format => format.NameOf()));
            profile = profile with { Dates = day };
        }

        if (asked.Numbers is { } numbers)
        {
            if (!ListFormats.TryParse(numbers, out NumberFormat number)) return Unknown("numbers", Enum.GetValues<NumberFormat>().Select(format => format.NameOf()));
            profile = profile with { Numbers = number };
        }

        if (asked.HeaderRow is < 0) return Refusal.Of("header-row", "headerRow", "表头行号从 1 起；没有表头写 0。", "The header's row counts from 1; 0 where there is none.");
        if (asked.Unit is not (null or 1 or 1_000 or 10_000 or 100_000_000)) return Unknown("unit", ["1", "1000", "10000", "100000000"]);
        return before with
        {
            Source = asked.Source ?? before.Source,
            On = asked.On ?? before.On,
            Overlap = asked.Overlap ?? before.Overlap,
            AcceptDifference = asked.AcceptDifference || before.AcceptDifference,
            SkipFailed = asked.SkipFailed || before.SkipFailed,
            Profile = profile with
            {
                Sheet = asked.Sheet ?? profile.Sheet,
                HeaderRow = asked.HeaderRow ?? profile.HeaderRow,
                Unit = asked.Unit ?? profile.Unit,
                Delimiter = asked.Delimiter ?? profile.Delimiter,
                Encoding = asked.Encoding ?? profile.Encoding,
                Columns = asked.Columns?.GroupBy(column => column.Part).ToDictionary(part => part.Key, part => part.Last().Column) ?? profile.Columns,
            },
        };

        static Refusal Unknown(string field, IEnumerable<string> words)
        {
            var listed = string.Join(", ", words);
            return Refusal.Of("word-unknown", field, $"“{field}”应为以下之一：{listed}。", $"'{field}' is one of: {listed}.");
        }
    }

    private static Task<bool> IsTheSameAsync(ApiCall call, long id, string fund, Attachment file) => call.Database.ReadAsync(async reader =>
        await Uploads.FindAsync(reader, id) is not { Sha256: { } known } upload || (upload.Settings.Fund == fund && known.AsSpan().SequenceEqual(SHA256.HashData(file.Content))), call.Stop);

    private static Task<IResult> RemoveAsync(ApiCall call) => OnAsync(call, (by, id) => new DiscardUpload(call.Noting).RunAsync(by with { Key = by.Key + "/removal" }, id, call.Stop).Then(_ => new ImportStep(id)), "/removal");

    private static async Task<IResult> KeepAsync(ApiCall call, NewProfile asked)
    {
        ListUpload? upload = null;
        return await call.WriteAsync(Permission.RecordMoney, async (reader, books) => (upload = await FindAsync(call, reader, books)) is null ? null : true, async by =>
        {
            using var look = await ListLook.OfAsync(call.Database, upload!, call.Today, call.Stop);
            return look.Scan is not { } scan ? look.Refusal ?? Uploads.Gone : await new SaveImportProfile(call.Noting).RunAsync(by, asked.Name, scan.NamedProfile, call.Stop);
        }, done => new ProfileKept(done.Name), _ => $"{ApiRoutes.Root}/import-profiles");
    }

    /// <summary>One step of a list. Sent again under its key it is answered as then, whatever became of the list since.</summary>
    private static async Task<IResult> OnAsync(ApiCall call, Func<Asked, long, Task<Outcome<ImportStep>>> operation, string step)
    {
        var (id, wasUsed) = (call.Number("import"), await call.Database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, call.Asked.Key + step), call.Stop));
        return await call.WriteAsync(
            Permission.RecordMoney, async (reader, books) => await FindAsync(call, reader, books) is not null || (wasUsed && await Uploads.FindAsync(reader, id) is null) ? true : null,
            async by => wasUsed ? new Outcome<ImportStep>.Done(new ImportStep(id), true) : await operation(by, id), done => done, done => PathOf(done.Import));
    }

    private static bool Flag(ApiCall call, string name, bool unlessSaid)
    {
        if (call.Text(name) is not { } text) return unlessSaid;
        if (!YesOrNo.Contains(text)) call.Unknown(name, YesOrNo);
        return text == "true";
    }

    // ---- reading ----

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var (limit, before) = (call.Limit(), call.AfterNumber() ?? long.MaxValue);
        if (call.Wrong is { } wrong) return wrong;
        var found = (await Uploads.ListAsync(reader)).Where(upload => upload.Id < before && upload.State != UploadState.Receiving && IsTheirs(call, books, upload.Settings.Fund)).OrderByDescending(upload => upload.Id).Take(limit + 1).ToList();
        var shown = new List<ImportShown>();
        foreach (var upload in found.Take(limit)) shown.Add(ImportShown.Of(upload, await ImportProgressShown.OfAsync(reader, books, upload)));
        return call.Page(shown, found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
    });

    private static async Task<IResult> OneAsync(ApiCall call)
    {
        (ListUpload Upload, ImportProgressShown Progress, Fund Fund)? found = await call.ReadAsync<(ListUpload, ImportProgressShown, Fund)?>(async (reader, books) =>
            await FindAsync(call, reader, books) is { } upload ? (upload, await ImportProgressShown.OfAsync(reader, books, upload), books.Fund(upload.Settings.Fund).Expect()) : null);
        if (found is not (var list, var progress, var fund)) return ApiCall.NotThere();
        ImportReadingShown? reading = null;
        if (progress.IsOver && list.State != UploadState.Done)
        {
            using var look = await ListLook.OfAsync(call.Database, list, call.Today, call.Stop);
            var (trial, open) = await ImportQuestions.AskAsync(call.Database, look, list.Settings, isStart: true, call.Stop);
            reading = ImportReadingShown.Of(look, trial, look.Scan is null ? [look.Refusal ?? Uploads.Gone] : open);
        }

        return ApiCall.One(new ImportInFull(ImportShown.Of(list, progress), list.Result?.Refusal?.Message, ImportResultShown.Of(list.Result, fund), reading));
    }

    private static async Task<IResult> RefusedAsync(ApiCall call)
    {
        var (limit, after) = (call.Limit(), call.AfterNumber() ?? 0);
        if (call.Wrong is { } wrong) return wrong;
        if (await call.ReadAsync((reader, books) => FindAsync(call, reader, books)) is not { } upload) return ApiCall.NotThere();
        if (upload is { State: UploadState.Done, Result.Failed: 0 }) return call.Page<RefusedRowShown>([], null);
        using var look = await ListLook.OfAsync(call.Database, upload, call.Today, call.Stop);
        if (look is not { File: { } file, Scan: { } scan }) return ApiCall.NotThere();
        var day = upload.Result is { Refusal: null } result ? Moments.DayInShanghai(result.EndedAt) : look.Today;
        if (!(await RefusedRows.OfAsync(call.Database, file, scan, upload.Settings.Fund, day, call.Stop)).IsDone(out var rows, out var refusal)) return call.Refused(refusal);
        var found = rows.Walk().Where(row => row.Row > after).Take(limit + 1).ToList();
        return call.Page<RefusedRowShown>([.. found.Take(limit).Select(RefusedRowShown.Of)], found.Count > limit ? found[limit - 1].Row.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static Task<IResult> EntriesAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var (limit, after) = (call.Limit(), call.AfterNumber() ?? 0);
        if (call.Wrong is { } wrong) return wrong;
        if (await FindAsync(call, reader, books) is not { } upload) return ApiCall.NotThere();
        if (await ImportHistory.FindAsync(reader, books, books.Fund(upload.Settings.Fund).Expect(), upload.Sha256!) is not { } import) return call.Page<ImportedRowShown>([], null);
        var found = await ImportHistory.EntriesAsync(reader, import.Id, after, limit + 1);
        return call.Page<ImportedRowShown>(
            [.. found.Take(limit).Select(one => new ImportedRowShown(one.Row, one.Entry, one.On, one.Amount, one.Donor))], found.Count > limit ? found[limit - 1].Row.ToString(CultureInfo.InvariantCulture) : null);
    });

    private static async Task<ListUpload?> FindAsync(ApiCall call, LedgerReader reader, Books books) =>
        await Uploads.FindAsync(reader, call.Number("import")) is { State: not UploadState.Receiving } upload && IsTheirs(call, books, upload.Settings.Fund) ? upload : null;

    private static bool IsTheirs(ApiCall call, Books books, string fund) => books.FindFund(fund) is { } known && call.May(Permission.RecordMoney, books.TargetOf(known));

    private static string PathOf(long import) => FormattableString.Invariant($"{ApiRoutes.Root}/imports/{import}");
}

/// <param name="IsOver">Nothing more will happen by itself.</param>
/// <param name="RowsTotal">Gifts in the file, as they were when it was started.</param>
public sealed record ImportShown(long Import, string Fund, string FileName, string Sha256, UploadState State, bool IsOver, long RowsDone, long RowsTotal, string SentAt)
{
    internal static ImportShown Of(ListUpload upload, ImportProgressShown progress) => new(
        upload.Id, upload.Settings.Fund, upload.FileName, Convert.ToHexStringLower(upload.Sha256!), upload.State, progress.IsOver, progress.RowsDone, progress.RowsTotal, Moments.ToIso(upload.UploadedAt));
}

/// <param name="Refusal">Why the last run went no further; null where it did not stop.</param>
/// <param name="Result">Of the last run; null before the first ended.</param>
/// <param name="Reading">How it reads; null while it is on its way and once it is in.</param>
public sealed record ImportInFull(ImportShown Listed, Bilingual? Refusal, ImportResultShown? Result, ImportReadingShown? Reading);

/// <param name="Known">Rows that an earlier list has.</param>
/// <param name="Failed">Rows that were left out since they cannot be posted.</param>
/// <param name="WasImportedBefore">This very file was in this fund already.</param>
public sealed record ImportResultShown(long Gifts, Money Sum, long Known, long Failed, bool WasImportedBefore)
{
    internal static ImportResultShown? Of(UploadResult? result, Fund fund) => result is null ? null : new(result.Gifts, new Money(result.GiftMinor, fund.Currency), result.Known, result.Failed, result.WasImportedBefore);
}

/// <param name="HeaderRow">0 where it has none; null where none was found.</param>
/// <param name="Columns">What each column was taken for; empty where no header was found.</param>
/// <param name="New">Rows that no earlier list has. Null, as those below, where it cannot be read.</param>
/// <param name="Alike">Rows that equal earlier ones: say whether they are the same gifts.</param>
/// <param name="Known">Rows that an earlier list has for sure.</param>
/// <param name="Open">What stands in the way of importing it, by the field that answers it.</param>
public sealed record ImportReadingShown(int? HeaderRow, IReadOnlyList<ColumnShown> Columns, RowsShown? New, RowsShown? Alike, RowsShown? Known, long FailedRows, IReadOnlyList<NotGiftCount> NotGifts, IReadOnlyList<OpenQuestion> Open)
{
    internal static ImportReadingShown Of(ListLook look, ImportTrial? trial, IReadOnlyList<Refusal> open) => new(
        look.HeaderRow, [.. (look.Mapping?.Columns ?? new Dictionary<ListColumn, MappedColumn>()).OrderBy(part => part.Value.Index).Select(part => new ColumnShown(part.Key, part.Value.Index + 1, part.Value.Header, part.Value.Guessed))],
        RowsShown.Of(trial?.New), RowsShown.Of(trial?.Alike), RowsShown.Of(trial?.Known), trial?.FailedRows ?? 0, [.. (trial?.NotGifts ?? new Dictionary<NotAGiftKind, long>()).OrderBy(kind => kind.Key).Select(kind => new NotGiftCount(kind.Key, kind.Value))],
        [.. open.Select(refusal => new OpenQuestion(refusal.Code, refusal.Field, refusal.Message))]);
}

/// <param name="Number">From 1.</param>
/// <param name="Guessed">False where a profile named it.</param>
public sealed record ColumnShown(ListColumn Part, int Number, string Header, bool Guessed);

public sealed record RowsShown(long Rows, Money Sum)
{
    internal static RowsShown? Of(RowsAndSum? counted) => counted is { } rows ? new(rows.Rows, rows.Sum) : null;
}

public sealed record NotGiftCount(NotAGiftKind Kind, long Rows);

public sealed record OpenQuestion(string Code, string Field, Bilingual Says);

/// <param name="Column">To mend, as its header calls it; empty where it is the whole row.</param>
public sealed record RefusedRowShown(int Row, string Column, string Code, Bilingual Says)
{
    internal static RefusedRowShown Of(ListRow.Failed row) => new(row.Row, row.Column, row.Reason.Code, row.Reason.Message);
}

/// <param name="Donor">Masked.</param>
public sealed record ImportedRowShown(long Row, EntryId Entry, DateOnly On, Money Amount, string Donor);

public sealed record ImportSent(long Import);

public sealed record ImportStep(long Import);

/// <summary>How a list is read and imported. What is left out stays as it was settled before, or is found out.</summary>
/// <param name="Source">Of the money; donations unless said.</param>
/// <param name="On">Day of rows without one.</param>
/// <param name="Profile">Name of a saved one.</param>
/// <param name="HeaderRow">0 where the list has none.</param>
/// <param name="Columns">All of them, where one is said.</param>
/// <param name="Dates">yyyy-MM-dd, dd/MM/yyyy or MM/dd/yyyy.</param>
/// <param name="Numbers">1,234.56 or 1.234,56.</param>
/// <param name="Unit">What amounts count in: 1, 1000, 10000 or 100000000.</param>
/// <param name="Delimiter">One character, or tab.</param>
/// <param name="Encoding">Such as utf-8, gb18030 or big5.</param>
/// <param name="Overlap">What rows are that equal earlier ones.</param>
/// <param name="AcceptDifference">Import as read, where the total stated in the list differs.</param>
/// <param name="SkipFailed">Leave out rows that cannot be posted.</param>
public sealed record ImportStart(
    string? Source = null, DateOnly? On = null, string? Profile = null, string? Sheet = null, int? HeaderRow = null, IReadOnlyList<ColumnWanted>? Columns = null, string? Dates = null, string? Numbers = null, int? Unit = null,
    string? Delimiter = null, string? Encoding = null, OverlapChoice? Overlap = null, bool AcceptDifference = false, bool SkipFailed = false);

/// <param name="Column">Its header, or # and its number from 1; empty where the list has none.</param>
public sealed record ColumnWanted(ListColumn Part, string Column);

public sealed record NewProfile(string Name);

public sealed record ProfileKept(string Name);
