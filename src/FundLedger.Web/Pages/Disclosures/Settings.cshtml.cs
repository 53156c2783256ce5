using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Disclosures;

/// <summary>From when on disclosures are looked after and what is major, and the campaigns and projects that are told of.</summary>
[Needs(Permission.RecordMoney)]
public sealed class SettingsModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public const string Path = "/disclosures/settings";

    public override Part Where => Part.Disclosures;
    public override Bilingual Title => new("信息公开的设定、募捐与项目", "Settings of disclosures, campaigns and projects");

    /// <summary>Entities that this person may set, with what is set.</summary>
    public IReadOnlyList<(Entity Entity, DisclosureSettings? Set)> Entities { get; private set; } = [];
    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public IReadOnlyList<DisclosureActivity> Activities { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync();
        return step switch
        {
            "set" => await SetAsync(key!),
            "add" => await AddAsync(key!),
            "end" => await EndAsync(key!),
            _ => BadRequest(),
        };
    }

    internal GrantField Field(string form, string name, Bilingual label, string kind = "text", bool isRequired = true, string stored = "", int longest = 200, IReadOnlyList<(string Value, string Name)>? options = null, bool isOwn = false) =>
        new(name, In(label), TypedIn(form, name, stored), WrongIn(form, name), kind, isRequired, Longest: longest, Options: options, Optional: In("选填", "optional"), IsOwn: isOwn, Of: form);

    private async Task<IActionResult> SetAsync(string key)
    {
        if (Entities.Select(one => one.Entity).FirstOrDefault(known => known.Code == Posted("entity")) is not { } entity) return NotFound();
        if (!IsoDates.TryParse(Posted("from"), out var from)) return Refused(Unreadable("from"));
        if (!TypedAmount.Read(Posted("major"), entity.Currency, "major").IsDone(out var major, out var refusal)) return Refused(refusal);
        return Answer(
            await new SetDisclosures(Noting).RunAsync(AskedAs(key), new NewDisclosureSettings(entity.Code, Posted("public") == "yes", from, major, Posted("reason")), HttpContext.RequestAborted),
            done => new($"已设定信息公开（第 {done.Version} 版）。", $"Disclosures are set (version {done.Version})."), _ => Path);
    }

    private async Task<IActionResult> AddAsync(string key)
    {
        if (!Funds.Any(fund => fund.Code == Posted("fund"))) return Refused(Refusal.Of("fund-missing", "fund", "请选择基金。", "Choose a fund."));
        if (!IsoDates.TryParse(Posted("first"), out var first)) return Refused(Unreadable("first"));
        DateOnly? last = null;
        if (Posted("last").Length > 0)
        {
            if (!IsoDates.TryParse(Posted("last"), out var day)) return Refused(Unreadable("last"));
            last = day;
        }

        _ = Enum.TryParse<DisclosureActivityKind>(Posted("kind"), out var kind);
        return Answer(
            await new KeepDisclosureActivity(Noting).RunAsync(AskedAs(key), new NewDisclosureActivity(Posted("fund"), kind, Posted("code"), Posted("name"), first, last), HttpContext.RequestAborted),
            done => new($"已登记 {done.Code}。", $"{done.Code} is entered."), _ => Path);
    }

    private async Task<IActionResult> EndAsync(string key)
    {
        if (!Activities.Any(known => known.Code == Posted("code"))) return NotFound();
        if (!IsoDates.TryParse(Posted("last"), out var last)) return Refused(Unreadable("last"));
        return Answer(
            await new KeepDisclosureActivity(Noting).EndAsync(AskedAs(key), Posted("code"), last, HttpContext.RequestAborted),
            done => new($"{done.Code} 的结束日期为 {last.ToIso()}。", $"{done.Code} ends on {last.ToIso()}."), _ => Path);
    }

    private static Refusal Unreadable(string field) => Refusal.Of("date-unreadable", field, "请填写日期，如 2026-01-31。", "Give a day, such as 2026-01-31.");

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
    {
        var set = await DisclosureReading.SettingsAsync(reader, books);
        Entities = [.. books.Entities.Where(entity => May(Permission.RecordMoney, Reach.TargetOf(entity))).Select(entity => (entity, set.FirstOrDefault(known => known.EntityId == entity.Id)))];
        Funds = [.. Who.FundsWithin(Permission.RecordMoney, books, Today)];
        Activities = [.. (await DisclosureReading.ActivitiesAsync(reader, books)).Where(activity => May(Permission.RecordMoney, books.TargetOf(activity.Fund)))];
    });
}
