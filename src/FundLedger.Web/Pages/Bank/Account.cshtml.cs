using System.Globalization;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Reconciling;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Uploads;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bank;

/// <summary>One account: balances, statements with their gaps, and lines by state.</summary>
[Needs(Permission.ReadLedger)]
public sealed class AccountModel(Database database, TimeProvider clock) : BankPage(database, clock)
{
    private const int LinesOnAPage = 100;

    public override Bilingual Title => Account is null ? new("银行账户", "Bank account") : Account.Name;

    internal BankAccountFigures Figures { get; private set; } = null!;
    public IReadOnlyList<BankStatement> Statements { get; private set; } = [];
    public IReadOnlyList<StatementGap> Gaps { get; private set; } = [];
    public IReadOnlyList<BankLine> Lines { get; private set; } = [];

    /// <summary>Work on this account that goes on, or that somebody has to go on with.</summary>
    public IReadOnlyList<ListUpload> Runs { get; private set; } = [];

    public LineState State { get; private set; }
    public bool? IsIn { get; private set; }
    public string From { get; private set; } = "";
    public string To { get; private set; } = "";

    /// <summary>Where the next page goes on; null on the last one.</summary>
    public string? NextPath { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] string code, string? state, string? direction, string? from, string? to, string? before)
    {
        var isThere = false;
        State = Enum.TryParse<LineState>(state, out var asked) && Enum.IsDefined(asked) ? asked : LineState.Open;
        IsIn = direction switch { "in" => true, "out" => false, _ => null };
        (From, To) = (from ?? "", to ?? "");
        await ReadAsync(async (reader, books) =>
        {
            isThere = await FindAsync(reader, books, code, Permission.ReadLedger);
            if (!isThere) return;
            Figures = (await BankAccountFigures.ListAsync(reader, books, Today)).First(shown => shown.Account.Id == Account.Id);
            Statements = await StatementStore.ListAsync(reader, Bank, Account);
            Gaps = StatementGap.In(Statements);
            if (MayRecord) Runs = [.. (await Uploads.ListAsync(reader)).Where(run => run.Settings.Account?.Code == Account.Code && run.State is not (UploadState.Receiving or UploadState.Waiting or UploadState.Done))];
            var found = await BankLines.ListAsync(reader, Account, new LineQuery(
                State, IsIn, IsoDates.TryParse(From, out var first) ? first : null, IsoDates.TryParse(To, out var last) ? last : null, CursorOf(before), LinesOnAPage + 1));
            Lines = [.. found.Take(LinesOnAPage)];
            if (found.Count > LinesOnAPage)
                NextPath = string.Create(CultureInfo.InvariantCulture, $"{Path}?state={State}&direction={direction}&from={From}&to={To}&before={Lines[^1].Day.ToIso()}:{Lines[^1].Id}#lines");
        });
        return isThere ? Page() : NotFound();
    }

    private static (DateOnly, long)? CursorOf(string? before) =>
        before?.Split(':') is [var day, var line] && IsoDates.TryParse(day, out var on) && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (on, number) : null;
}
