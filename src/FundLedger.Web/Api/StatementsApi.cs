using System.Security.Cryptography;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Running;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Bank;

namespace FundLedger.Web.Api;

/// <summary>Statements of a bank: looked at when they are sent, then taken in by work that is followed.</summary>
internal static class StatementsApi
{
    private const string Part = "bank";
    private const int MostFailed = 100;
    private static readonly ApiParameter Run = ApiParameter.Path("run", new("工作编号", "number of the work"), "1", ApiParameterForm.Number);

    internal static void MapStatements(this ApiRoutes api)
    {
        api.WriteFile<StatementTaken>("/bank/accounts/{account}/statements", new("sendBankStatement", Part, new("导入对账单", "Send a statement"),
            "CSV, XLSX or camt.053. Read whole first: rows that cannot be read are told one by one and nothing is taken in. Then it is taken in, and its lines matched, by work that may be followed. At most 10 MB; larger ones are sent on the site.",
            [BankApi.Code, new("profile", new("保存的导入方案", "name of a saved profile")), new("dates", new("日期写法", "how days are written"), null, Words: ["yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy"]), new("numbers", new("数字写法", "how numbers are written"), null, Words: ["1,234.56", "1.234,56"]),
                new("skipFailed", new("跳过读不懂的行", "leave out rows that cannot be read"), null, Words: ["true", "false"]), new("match", new("导入后自动匹配，不写为是", "match its lines once it is in; so unless said"), "false", Words: ["true", "false"])])
        {
            Example = "交易日期,收入金额,支出金额,账户余额,对方户名,交易流水号\n2026-04-09,11.00,,11.00,周兰,API-1\n2026-04-10,12.00,,23.00,王小明,API-2\n",
        }, SendAsync, Permission.RecordMoney);
        api.Read<AccountRunInFull>("/bank/accounts/{account}/runs/{run:long}", new("getBankRun", Part, new("导入和匹配的进度", "How far work on an account is"), "And what it did, once it is over.", [BankApi.Code, Run]) { IsTagged = true }, RunAsync, Permission.RecordMoney);
    }

    private static async Task<IResult> SendAsync(ApiCall call, Attachment file)
    {
        var (profile, dates, numbers, skips, matches) = (call.Text("profile"), call.Text("dates"), call.Text("numbers"), Flag(call, "skipFailed", false), Flag(call, "match", true));
        var read = profile is null ? ListProfile.Guess : await call.Database.ReadAsync(reader => ImportProfiles.FindAsync(reader, profile), call.Stop);
        if (read is null) return new ApiProblem([Refusal.Of("profile-unknown", "profile", $"没有导入方案“{profile}”。", $"There is no profile '{profile}'.")], StatusCodes.Status400BadRequest);
        if (dates is not null) read = ListFormats.TryParse(dates, out DateFormat day) ? read with { Dates = day } : Unread("dates", "yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy");
        if (numbers is not null) read = ListFormats.TryParse(numbers, out NumberFormat number) ? read with { Numbers = number } : Unread("numbers", "1,234.56", "1.234,56");
        if (call.Wrong is { } wrong) return wrong;
        if (await call.ReadAsync((reader, books) => BankApi.FindAsync(call, reader, books, Permission.RecordMoney)) is not { } account) return ApiCall.NotThere();
        using var content = new MemoryStream(file.Content, writable: false);
        var wasUsed = await call.Database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, call.Asked.Key), call.Stop);
        var sent = await StatementSent.TakeAsync(call.Database, call.Clock, call.Context.RequestServices.GetRequiredService<ImportSignal>(), call.Asked, account, content, file.FileName, read, skips, matches, call.Stop);
        if (sent.Refusal is { } refusal) return sent.Failed.Count == 0 ? call.Refused(refusal) : new ApiProblem([refusal, .. sent.Failed.Take(MostFailed).Select(row => row.Reason with { Field = FormattableString.Invariant($"row {row.Row}") })], StatusCodes.Status422UnprocessableEntity);
        if (wasUsed && sent.Run is { } earlier && await call.Database.ReadAsync(reader => Uploads.FindAsync(reader, earlier), call.Stop) is { Sha256: { } known } && !known.AsSpan().SequenceEqual(SHA256.HashData(file.Content)))
            return new ApiProblem(ProblemCode.KeyConflict, ApiRoutes.KeyHeader);
        return new ApiAnswer(new StatementTaken(sent.Run, sent.Landed is { } landed ? StatementLandedShown.Of(landed) : null), StatusCodes.Status201Created)
        {
            Location = sent.Run is { } run ? FormattableString.Invariant($"{BankApi.PathOf(account.Code)}/runs/{run}") : $"{BankApi.PathOf(account.Code)}/statements", WasDoneBefore = wasUsed,
        };

        ListProfile Unread(string name, params string[] words)
        {
            call.Unknown(name, words);
            return read!;
        }
    }

    private static bool Flag(ApiCall call, string name, bool unlessSaid)
    {
        if (call.Text(name) is not { } text) return unlessSaid;
        if (text is not ("true" or "false")) call.Unknown(name, ["true", "false"]);
        return text == "true";
    }

    private static Task<IResult> RunAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await BankApi.FindAsync(call, reader, books, Permission.RecordMoney) is not { } account || await Uploads.OfAccountAsync(reader, account.Code, call.Number("run")) is not { } upload) return ApiCall.NotThere();
        var (progress, result) = (await AccountRunShown.OfAsync(reader, await BankBook.LoadAsync(reader, books), account, upload), AccountRunResult.Of(upload.Result));
        return ApiCall.One(new AccountRunInFull(
            upload.Id, upload.State, progress.IsOver, progress.RowsDone, progress.RowsTotal, upload.Result?.Refusal?.Message, result.Landed is { } landed ? StatementLandedShown.Of(landed) : null,
            result.Matched is { } dealt ? new LinesMatchedShown([.. dealt.Matched.Select(one => new MatchedCount(one.Key, one.Value))], [.. dealt.Booked.Select(one => new BookedCount(one.Key, one.Value))], dealt.Open, dealt.OpenIn, dealt.OpenOut) : null));
    });
}

/// <param name="Run">The work that takes it in; null where this very file was taken in before.</param>
/// <param name="Landed">What it brought then; null where it is new.</param>
public sealed record StatementTaken(long? Run, StatementLandedShown? Landed);

/// <param name="Lines">New ones.</param>
/// <param name="Known">Rows that an earlier statement has.</param>
/// <param name="Failed">Rows that were left out.</param>
/// <param name="Opening">Null, as closing, where the file states no balance.</param>
/// <param name="Faults">The first rows at which the running balance breaks.</param>
public sealed record StatementLandedShown(long Lines, Money In, Money Out, long Known, long Failed, DateOnly FirstDay, DateOnly LastDay, Money? Opening, Money? Closing, IReadOnlyList<BalanceFaultShown> Faults)
{
    internal static StatementLandedShown Of(StatementLanded landed)
    {
        Money Of(long minor) => new(minor, landed.In.Currency);
        return new(
            landed.Lines, landed.In, landed.Out, landed.Known, landed.Failed, landed.FirstDay, landed.LastDay, landed.Opening, landed.Closing,
            [.. landed.Faults.Select(fault => new BalanceFaultShown(fault.Row, fault.Day, Of(fault.Expected), Of(fault.Found)))]);
    }
}

public sealed record BalanceFaultShown(long Row, DateOnly On, Money Expected, Money Found);

/// <param name="Refusal">Why it went no further; null where it did not stop.</param>
public sealed record AccountRunInFull(long Run, UploadState State, bool IsOver, long RowsDone, long RowsTotal, Bilingual? Refusal, StatementLandedShown? Landed, LinesMatchedShown? Matched);

/// <param name="Open">Lines of the account that are still open.</param>
public sealed record LinesMatchedShown(IReadOnlyList<MatchedCount> Matched, IReadOnlyList<BookedCount> Booked, long Open, Money OpenIn, Money OpenOut);

public sealed record MatchedCount(MatchHow How, long Lines);

public sealed record BookedCount(BookAs As, long Lines);
