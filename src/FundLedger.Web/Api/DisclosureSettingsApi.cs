using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>From when on disclosures are looked after and what is major, and the campaigns and projects that are told of.</summary>
internal static class DisclosureSettingsApi
{
    private const string Part = "disclosures";
    private static readonly ApiParameter Code = ApiParameter.Path("code", new("募捐或项目的代码", "code of the campaign or project"), "API-D");

    internal static void MapDisclosureSettings(this ApiRoutes api)
    {
        api.Read<Page<DisclosureSettingsShown>>("/disclosure-settings", new("listDisclosureSettings", Part, new("列出信息公开的设定", "List what is set for disclosures"), "Of the entities that you record for, the version that counts.", ApiParameter.Paging), SettingsAsync, Permission.RecordMoney);
        api.Write<DisclosureSettingsWanted, DisclosureSettingsKept>("/disclosure-settings", new("setDisclosures", Part, new("设定信息公开", "Say from when on disclosures are looked after"), "As another version, with what it rests on.", [])
        {
            Example = """{"entity":"MAIN","raisesPublicly":true,"watchedFrom":"2025-01-01","major":{"amount":"1000.00","currency":"CNY"},"reason":"章程第九条"}""",
        }, SetAsync, Permission.RecordMoney);
        api.Read<Page<DisclosureActivityShown>>("/disclosure-activities", new("listDisclosureActivities", Part, new("列出募捐与项目", "List campaigns and projects"), "Of the funds that you record for, by code.", ApiParameter.Paging), ActivitiesAsync, Permission.RecordMoney);
        api.Write<DisclosureActivityGiven, DisclosureActivityNamed>("/disclosure-activities", new("addDisclosureActivity", Part, new("登记募捐或项目", "Enter a campaign or a project"), "Of a fund; what is to be told of it then stands in the calendar.", [])
        {
            Example = """{"fund":"F1","kind":"project","code":"API-D","name":"助餐","first":"2026-01-01"}""",
        }, (call, asked) => call.WriteToFundsAsync(
            Permission.RecordMoney, [asked.Fund], by => new KeepDisclosureActivity(call.Noting).RunAsync(by, new NewDisclosureActivity(asked.Fund, asked.Kind, asked.Code, asked.Name, asked.First, asked.Last), call.Stop), Named, _ => Activities), Permission.RecordMoney);
        api.Write<ActivityEnding, DisclosureActivityNamed>("/disclosure-activities/{code}/end", new("endDisclosureActivity", Part, new("写明募捐或项目的结束日期", "Say when a campaign or project ends"), "The day it was over, or is planned to be, included.", [Code]) { Example = """{"last":"2026-12-31"}""" },
            (call, asked) => call.WriteAsync(
                Permission.RecordMoney, async (reader, books) => (await DisclosureReading.ActivitiesAsync(reader, books)).FirstOrDefault(known => known.Code == call.Route("code")) is { } activity ? call.May(Permission.RecordMoney, books.TargetOf(activity.Fund)) : null,
                by => new KeepDisclosureActivity(call.Noting).EndAsync(by, call.Route("code"), asked.Last, call.Stop), Named, _ => Activities), Permission.RecordMoney);
    }

    private static string Activities => $"{ApiRoutes.Root}/disclosure-activities";

    private static DisclosureActivityNamed Named(DisclosureActivityKept done) => new(done.Code);

    private static Task<IResult> SettingsAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var set = await DisclosureReading.SettingsAsync(reader, books);
        return call.PageOf(
            books.Entities.Where(entity => call.May(Permission.RecordMoney, Reach.TargetOf(entity))).SelectMany(entity => set.Where(known => known.EntityId == entity.Id).Select(known => DisclosureSettingsShown.Of(entity, known)))
                .OrderBy(one => one.Entity, StringComparer.Ordinal), one => one.Entity);
    });

    private static Task<IResult> SetAsync(ApiCall call, DisclosureSettingsWanted asked) => call.WriteAsync(
        Permission.RecordMoney, (_, books) => Task.FromResult<bool?>(books.Entities.FirstOrDefault(known => known.Code == asked.Entity) is { } entity ? call.May(Permission.RecordMoney, Reach.TargetOf(entity)) : null),
        by => new SetDisclosures(call.Noting).RunAsync(by, new NewDisclosureSettings(asked.Entity, asked.RaisesPublicly, asked.WatchedFrom, asked.Major, asked.Reason), call.Stop),
        done => new DisclosureSettingsKept(done.Entity, done.Version), _ => $"{ApiRoutes.Root}/disclosure-settings");

    private static Task<IResult> ActivitiesAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await DisclosureReading.ActivitiesAsync(reader, books)).Where(activity => call.May(Permission.RecordMoney, books.TargetOf(activity.Fund))).OrderBy(activity => activity.Code, StringComparer.Ordinal).Select(DisclosureActivityShown.Of), one => one.Code));
}

/// <param name="RaisesPublicly">It has the right to ask the public for gifts.</param>
/// <param name="WatchedFrom">What fell due before is not looked at.</param>
/// <param name="Major">From which amount on a change is major.</param>
public sealed record DisclosureSettingsShown(string Entity, int Version, bool RaisesPublicly, DateOnly WatchedFrom, Money Major, string Reason)
{
    internal static DisclosureSettingsShown Of(Entity entity, DisclosureSettings set) => new(entity.Code, set.No, set.RaisesPublicly, set.WatchedFrom, set.Major, set.Reason);
}

/// <param name="Entity">Code.</param>
/// <param name="RaisesPublicly">It has the right to ask the public for gifts.</param>
/// <param name="WatchedFrom">What fell due before is not looked at.</param>
/// <param name="Major">From which amount on a change is major.</param>
/// <param name="Reason">What it rests on, such as an article of the charter.</param>
public sealed record DisclosureSettingsWanted(string Entity, bool RaisesPublicly, DateOnly WatchedFrom, Money Major, string Reason);

public sealed record DisclosureSettingsKept(string Entity, int Version);

/// <param name="Last">Included; null where it is open.</param>
public sealed record DisclosureActivityShown(string Code, string Fund, DisclosureActivityKind Kind, string Name, DateOnly First, DateOnly? Last)
{
    internal static DisclosureActivityShown Of(DisclosureActivity one) => new(one.Code, one.Fund.Code, one.Kind, one.Name, one.First, one.Last);
}

/// <param name="Code">Your own: letters, digits, hyphens.</param>
/// <param name="Last">Included, as it is planned; none where it is open.</param>
public sealed record DisclosureActivityGiven(string Fund, DisclosureActivityKind Kind, string Code, string Name, DateOnly First, DateOnly? Last = null);

public sealed record DisclosureActivityNamed(string Code);

/// <param name="Last">Included.</param>
public sealed record ActivityEnding(DateOnly Last);
