using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bank;

/// <summary>One line: what it says, what it is matched with, what may belong to it, and what can be made of it.</summary>
[Needs(Permission.ReadLedger)]
public sealed class LineModel(Database database, TimeProvider clock) : BankPage(database, clock)
{
    public override Bilingual Title => new($"银行明细 {Line?.Id}", $"Bank line {Line?.Id}");

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Request.Form["step"] == "reveal" ? Permission.RevealName : Permission.RecordMoney] : [Permission.ReadLedger];

    public BankLine Line { get; private set; } = null!;
    public IReadOnlyList<BankMatch> Matches { get; private set; } = [];
    public IReadOnlyList<Suggestion> Suggested { get; private set; } = [];

    /// <summary>What of it is still unidentified; null where nothing is.</summary>
    public UnidentifiedReceipt? Unknown { get; private set; }

    /// <summary>The entries that booking it would post; null while none was asked for.</summary>
    public IReadOnlyList<PostedEntry>? Planned { get; private set; }

    public bool MayReveal => May(Permission.RevealName, TargetOf(Account));

    /// <summary>Name and text are shown in clear, this once.</summary>
    public bool IsRevealed { get; private set; }

    public IEnumerable<BookAs> Choices => Enum.GetValues<BookAs>().Where(bookAs => bookAs != BookAs.Leave && bookAs.Takes(Line.Open.IsPositive));

    public string Typed(string field) => HttpMethods.IsPost(Request.Method) ? Request.Form[field].ToString() : "";

    public string FieldClass(string field) => Class(field);

    public async Task<IActionResult> OnGetAsync([FromRoute] long number)
    {
        Key = FormKey.New();
        return await LoadAsync(number, Permission.ReadLedger) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] long number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(number, step == "reveal" ? Permission.RevealName : Permission.RecordMoney)) return NotFound();
        Key = key;
        return step switch
        {
            "preview" => await PreviewAsync(),
            "book" => await BookAsync(key),
            "match" => await MatchAsync(key),
            "unmatch" => await UnmatchAsync(key),
            "identify" => await IdentifyAsync(key),
            "reveal" => await RevealAsync(key),
            "leave-out" or "take-in" => await LeaveOutAsync(key, step == "leave-out"),
            _ => BadRequest(),
        };
    }

    private Outcome<Booking> Read()
    {
        DateOnly? on = null;
        if (Given(Typed("on")) is { } text)
        {
            if (!IsoDates.TryParse(text, out var day)) return Refusal.Of("date-unreadable", "on", $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31.");
            on = day;
        }

        var bookAs = Enum.TryParse<BookAs>(Typed("as"), out var asked) && Choices.Contains(asked) ? asked : Choices.First();
        return new Booking([Line.Id], bookAs, Given(Typed("fund")), Given(Typed("source")), on, bookAs == BookAs.Gift ? Given(Typed("donor")) : null, Typed("anonymous").Length > 0, Typed("remember").Length > 0);
    }

    private async Task<IActionResult> PreviewAsync()
    {
        if (!Read().IsDone(out var booking, out var refusal)) return Refused(refusal);
        var preview = new Preview(Database);
        if (!(await new BookLines(preview).RunAsync(AskedAs(Key), booking, HttpContext.RequestAborted)).IsDone(out _, out refusal)) return Refused(refusal);
        Planned = preview.Entries;
        return Page();
    }

    private async Task<IActionResult> BookAsync(string key)
    {
        if (!Read().IsDone(out var booking, out var refusal)) return Refused(refusal);
        var outcome = await new BookLines(Noting).RunAsync(AskedAs(key), booking, HttpContext.RequestAborted);
        return outcome.IsDone(out var done, out refusal) ? Done(outcome, new($"已入账：分录 {done.Entries[0]}。", $"It is booked: entry {done.Entries[0]}."), $"/bank/line/{Line.Id}") : Refused(refusal);
    }

    private async Task<IActionResult> MatchAsync(string key)
    {
        var entries = Typed("entries").Split([',', '+', ' '], StringSplitOptions.RemoveEmptyEntries);
        var parts = new List<EntryPart>();
        foreach (var text in entries)
        {
            if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var entry))
                return Refused(Refusal.Of("number", "entries", $"“{text}”不是分录号。", $"'{text}' is not an entry number."));
            parts.Add(new EntryPart(new EntryId(entry)));
        }

        Money? amount = null;
        if (Given(Typed("part")) is { } typed)
        {
            if (!TypedAmount.Read(typed, Account.Currency, "part").IsDone(out var read, out var unread)) return Refused(unread);
            amount = read;
        }

        var how = Typed("how") == "suggested" ? MatchHow.Suggested : MatchHow.ByHand;
        if (amount is not null && parts.Count == 1) parts = [parts[0] with { Amount = amount }];
        var outcome = await new MatchLines(Noting).RunAsync(AskedAs(key), new MatchRequest(Account.Code, [new LinePart(Line.Id, amount)], parts, how), HttpContext.RequestAborted);
        return outcome.IsDone(out var done, out var refusal) ? Done(outcome, new($"已匹配 {done.Amount.ToGroupedText()}。", $"{done.Amount.ToGroupedText()} is matched."), $"/bank/line/{Line.Id}") : Refused(refusal);
    }

    private async Task<IActionResult> UnmatchAsync(string key)
    {
        if (!long.TryParse(Typed("match"), out var match) || Matches.All(known => known.Id != match)) return BadRequest();
        var outcome = await new UnmatchLines(Noting).RunAsync(AskedAs(key), new Unmatch(match), HttpContext.RequestAborted);
        return outcome.IsDone(out _, out var refusal) ? Done(outcome, new("已撤销匹配。", "The match is undone."), $"/bank/line/{Line.Id}") : Refused(refusal);
    }

    private async Task<IActionResult> IdentifyAsync(string key)
    {
        var outcome = await new IdentifyReceipt(Noting).RunAsync(AskedAs(key), new Identification(Line.Id, Typed("fund"), Typed("donor"), null, null, Given(Typed("source"))), HttpContext.RequestAborted);
        return outcome.IsDone(out var done, out var refusal) ? Done(outcome, new($"已认领：分录 {done.Entry}。", $"It is identified: entry {done.Entry}."), $"/bank/line/{Line.Id}") : Refused(refusal);
    }

    /// <summary>Told to the trail before it is shown.</summary>
    private async Task<IActionResult> RevealAsync(string key)
    {
        if (!MayReveal) return NotFound();
        await new NoteAct(Database).RunAsync(AskedAs(key), new AuditNote("reveal-bank-line", AuditOutcome.Revealed, "bank-line", $"{Line.Id}"), HttpContext.RequestAborted);
        IsRevealed = true;
        Key = FormKey.New();
        return Page();
    }

    private async Task<IActionResult> LeaveOutAsync(string key, bool isLeftOut)
    {
        var outcome = await new LeaveOutLine(Noting).RunAsync(AskedAs(key), new LineLeftOut(Line.Id, isLeftOut, Typed("reason")), HttpContext.RequestAborted);
        return outcome.IsDone(out _, out var refusal) ? Done(outcome, isLeftOut ? new("已剔除。", "The line is left out.") : new("已恢复。", "The line counts again."), $"/bank/line/{Line.Id}") : Refused(refusal);
    }

    private async Task<bool> LoadAsync(long number, Permission act)
    {
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            var bank = await BankBook.LoadAsync(reader, books);
            if (await BankLines.FindAsync(reader, bank, number) is not { } line || !Finds(bank, books, line.Account.Code, act)) return;
            (isThere, Line) = (true, line);
            Matches = await BankMatches.OfLineAsync(reader, bank, number);
            if (!line.IsLeftOut && MayRecord) Suggested = await Suggestions.OfAsync(reader, line);
            Unknown = (await UnidentifiedReceipt.ListAsync(reader, books, bank)).FirstOrDefault(receipt => receipt.Line == number);
        });
        return isThere;
    }
}
