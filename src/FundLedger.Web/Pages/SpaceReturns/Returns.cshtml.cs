using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.SpaceReturns;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.SpaceReturns;

/// <summary>What a space gives back of its revenue, and its rooms given for service: for those who read its fund, and for the organisation that runs it.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class ReturnsModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    private static readonly string[] Proposed = ["write-off", "write-off-service"];

    public override Part Where => Part.Spaces;
    public override Bilingual Title => new($"空间 {Of?.Code} 收益反哺与场地换服务", $"Space {Of?.Code}: revenue returns and rooms for service");

    public Space Of { get; private set; } = null!;
    public IReadOnlyList<ReturnRule> Rules { get; private set; } = [];
    public IReadOnlyList<RevenueReturn> Returns { get; private set; } = [];
    public IReadOnlyList<SpaceService> Services { get; private set; } = [];
    public bool MayRecord { get; private set; }
    public bool MayPropose { get; private set; }

    /// <summary>They read the books of its fund, so entries open to them.</summary>
    public bool ReadsFund { get; private set; }

    internal override IReadOnlyList<Permission> ActsAskedFor => !HttpMethods.IsPost(Request.Method) ? base.ActsAskedFor : Request.HasFormContentType && Proposed.Contains(Request.Form["step"].ToString()) ? [Permission.Propose] : [Permission.RecordMoney];

    internal override bool TakesAFile => true;

    internal string Path => $"/spaces/{Uri.EscapeDataString(Of.Code)}/returns";

    /// <summary>The form of what is owed has two ways to be sent.</summary>
    public string OwedForm => Sent == "write-off" ? "write-off" : "receive";

    public IReadOnlyList<RevenueReturn> OpenReturns => [.. Returns.Where(one => one.Open.IsPositive)];
    public IReadOnlyList<SpaceService> OpenServices => [.. Services.Where(one => one.Open.IsPositive)];

    public IReadOnlyList<(string Value, string Name)> Bases => [("Quarter", In("按季", "By the quarter")), ("Year", In("按年", "By the year"))];
    public IReadOnlyList<(string Value, string Name)> Periods => [.. OpenReturns.Select(one => (one.Period.Name, $"{one.Period.Name} · {one.Open.ToGroupedText()}"))];
    public IReadOnlyList<(string Value, string Name)> Numbers => [.. OpenServices.Select(one => ($"{one.No}", $"{one.No} · {one.Organisation} · {one.Open.ToGroupedText()}"))];

    /// <summary>A rule's tiers in a line.</summary>
    public string TiersOf(ReturnRule rule) => rule.Tiers.Count == 0 ? In("不反哺", "nothing is given back")
        : string.Join(In("；", "; "), rule.Tiers.Select(tier => In($"{new Money(tier.Above, Of.Fund.Currency).ToGroupedText()} 以上 {tier.Share}", $"{tier.Share} above {new Money(tier.Above, Of.Fund.Currency).ToGroupedText()}")));

    public async Task<IActionResult> OnGetAsync(string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(code) || !(Proposed.Contains(step) ? MayPropose : MayRecord)) return NotFound();
        return step switch
        {
            "rule" => await RuleAsync(key!),
            "receive" => Settling().IsDone(out var received, out var bad) ? Answer(await new ReceiveRevenueReturn(Noting).RunAsync(AskedAs(key!), received, HttpContext.RequestAborted), done => new($"已入账，尚余 {done.Left.ToGroupedText()}。", $"Recorded; {done.Left} is still open."), _ => Path) : Refused(bad),
            "write-off" => Settling().IsDone(out var off, out var bad) ? await ProposedAsync(key!, WriteOffReturn.Kind, off) : Refused(bad),
            "give" => await GiveAsync(key!),
            "settle" => await SettleAsync(key!),
            "write-off-service" => Amount("amount").IsDone(out var amount, out var bad) && Day("on").IsDone(out var on, out bad) ? await ProposedAsync(key!, WriteOffService.Kind, new ServiceWritingOff(Of.Code, Number("number"), amount, on, Posted("reason"))) : Refused(bad!),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> RuleAsync(string key)
    {
        if (!Day("from").IsDone(out var from, out var refusal)) return Refused(refusal);
        if (!TypedLists.Tiers(Posted("tiers"), Of.Fund.Currency, "tiers").IsDone(out var tiers, out refusal)) return Refused(refusal);
        var basis = Posted("basis") == "Year" ? ReturnBasis.Year : ReturnBasis.Quarter;
        return Answer(await new SetReturnRule(Noting).RunAsync(AskedAs(key), new ReturnRuleWanted(Of.Code, from, basis, tiers, Number("days"), Posted("reason")), HttpContext.RequestAborted),
            done => new($"规则现为第 {done.Version} 版。", $"The rule is at version {done.Version}."), _ => Path);
    }

    private async Task<IActionResult> GiveAsync(string key)
    {
        if (!Day("on").IsDone(out var on, out var refusal)) return Refused(refusal);
        if (!TypedLists.Hours(Posted("hours"), "hours").IsDone(out var hours, out refusal)) return Refused(refusal);
        if (!Amount("rate").IsDone(out var rate, out refusal) || !Amount("service-rate").IsDone(out var serviceRate, out refusal)) return Refused(refusal);
        if (!Day("due").IsDone(out var due, out refusal)) return Refused(refusal);
        return Answer(await new GiveSpace(Noting).RunAsync(AskedAs(key), new SpaceGiven(Of.Code, Posted("organisation"), on, hours.Value, rate, serviceRate, due, Posted("what")), HttpContext.RequestAborted),
            done => new($"第 {done.No} 号场地使用已登记，应换服务 {done.Value.ToGroupedText()}。", $"Use of rooms no. {done.No} is recorded; service worth {done.Value} is owed."), _ => Path);
    }

    private async Task<IActionResult> SettleAsync(string key)
    {
        if (!Day("on").IsDone(out var on, out var refusal)) return Refused(refusal);
        if (!TypedLists.Hours(Posted("hours"), "hours").IsDone(out var hours, out refusal)) return Refused(refusal);
        if (!(await FileAsync("evidence")).IsDone(out var file, out refusal)) return Refused(refusal);
        return Answer(await new GiveSpace(Noting).SettleAsync(AskedAs(key), new ServiceDelivered(Of.Code, Number("number"), hours.Value, on, Posted("what"), file), HttpContext.RequestAborted),
            done => new($"已抵 {done.Value.ToGroupedText()}，尚欠 {done.Left.ToGroupedText()}。", $"{done.Value} is settled; {done.Left} is still owed."), _ => Path);
    }

    private async Task<IActionResult> ProposedAsync<TPayload, TAnswer>(string key, ProposalKind<TPayload, TAnswer> kind, TPayload payload) =>
        Answer(await new ProposeAct(Noting).RunAsync(AskedAs(key), kind, payload, null, stop: HttpContext.RequestAborted), ProposalWords.Said, done => $"/approvals/{done.Proposal}");

    private Outcome<ReturnSettling> Settling()
    {
        if (!Amount("amount").IsDone(out var amount, out var refusal)) return refusal;
        return Day("on").IsDone(out var on, out refusal) ? new ReturnSettling(Of.Code, Posted("period"), amount, on, Posted("ref")) : refusal;
    }

    private Outcome<Money> Amount(string field) => TypedAmount.Read(Posted(field), Of.Fund.Currency, field);

    private Outcome<DateOnly> Day(string field) => IsoDates.TryParse(Posted(field), out var day) ? day : Refusal.Of("date", field, "请填写日期，如 2026-01-31。", "Give a day, such as 2026-01-31.");

    private int Number(string field) => int.TryParse(Posted(field), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1;

    private async Task<bool> LoadAsync(string code)
    {
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            if (await SpaceReading.FindAsync(reader, books, code) is not { } space) return;
            var target = books.TargetOf(space.Fund);
            ReadsFund = May(Permission.ReadLedger, target);
            if (!ReadsFund && !(await SpaceReading.OperatorsAsync(reader, space)).Any(term => May(Permission.ReadOrganisation, new Target(Organisation: term.Operator.Organisation)))) return;
            (isThere, Of, MayRecord, MayPropose) = (true, space, May(Permission.RecordMoney, target), May(Permission.Propose, target));
            Rules = await SpaceReturnReading.RulesAsync(reader, space);
            Returns = await SpaceReturnReading.ReturnsAsync(reader, books, space);
            Services = await SpaceReturnReading.ServicesAsync(reader, books, space);
        });
        return isThere;
    }
}
