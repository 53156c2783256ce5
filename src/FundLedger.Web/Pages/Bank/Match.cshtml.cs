using System.Globalization;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Shows what would be matched and booked by itself, has it done, and lets suggestions be taken in bulk.</summary>
[Needs(Permission.RecordMoney)]
internal sealed class MatchModel(Database database, TimeProvider clock, ImportSignal signal) : BankPage(database, clock)
{
    private const int MostShown = 50;

    public override Bilingual Title => new("自动匹配", "Match");

    public AutoMatchTrial? Trial { get; private set; }
    public UnmatchedCredit Unmatched { get; private set; }
    public string Fund { get; private set; } = "";
    public IReadOnlyList<(BankLine Line, Suggestion Suggestion)> Suggested { get; private set; } = [];

    public string FundClass => Class("fund");

    public async Task<IActionResult> OnGetAsync([FromRoute] string code, string? unmatched, string? fund)
    {
        Key = FormKey.New();
        if (!await LoadAsync(code)) return NotFound();
        Unmatched = Enum.TryParse<UnmatchedCredit>(unmatched, out var asked) && Enum.IsDefined(asked) ? asked : Account.Unmatched;
        Fund = fund ?? Account.Fund?.Code ?? "";
        if (unmatched is null) return Page();
        if (!(await new AutoMatch(Database).TryOutAsync(Wanted(), MostShown, HttpContext.RequestAborted)).IsDone(out var trial, out var refusal)) return Refused(refusal);
        Trial = trial;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, [FromForm] string? step, [FromForm] string? unmatched, [FromForm] string? fund, [FromForm] string[] accept, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        Key = key;
        if (!await LoadAsync(code)) return NotFound();
        Unmatched = Enum.TryParse<UnmatchedCredit>(unmatched, out var asked) && Enum.IsDefined(asked) ? asked : Account.Unmatched;
        Fund = fund ?? "";
        if (step == "accept")
        {
            var accepted = await new AcceptSuggestions(Noting).RunAsync(AskedAs(key), Account.Code, [.. accept.Select(ReadPair).OfType<AcceptedSuggestion>()], HttpContext.RequestAborted);
            return accepted.IsDone(out var taken, out var notTaken)
                ? Done(accepted, new($"已匹配 {taken.Matched} 条，{taken.Sum.ToGroupedText()}。", $"{taken.Matched} line(s) of {taken.Sum.ToGroupedText()} are matched."), $"{Path}/match") : Refused(notTaken);
        }

        var work = new UploadSettings("", null, null, ListProfile.Guess, Account: new AccountWork(Account.Code, Match: true, $"{Unmatched}", Given(Fund)));
        var outcome = await new StartUpload(Noting).RunAsync(AskedAs(key), Title.Zh, work, Account.Entity, HttpContext.RequestAborted);
        signal.Ring();
        return outcome.IsDone(out var queued, out var refusal) ? Redirect(RunModel.PathOf(Account.Code, queued.Id)) : Refused(refusal);
    }

    private AutoMatchRequest Wanted() => new(Account.Code, Unmatched, Fund: Given(Fund));

    private static AcceptedSuggestion? ReadPair(string text)
    {
        static long? Number(string part) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (text.Split(':') is not [var line, var entries] || Number(line) is not { } lineNumber) return null;
        var numbers = entries.Split('+').Select(Number).ToList();
        return numbers.Contains(null) ? null : new AcceptedSuggestion(lineNumber, [.. numbers.Select(number => new EntryId(number!.Value))]);
    }

    private async Task<bool> LoadAsync(string code)
    {
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            isThere = await FindAsync(reader, books, code, Permission.RecordMoney);
            if (isThere) Suggested = await Suggestions.OfOpenAsync(reader, Account);
        });
        return isThere;
    }
}
