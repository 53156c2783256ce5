using System.Text.RegularExpressions;
using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Trail;

namespace FundLedger.Organisations;

/// <summary>What the directory says of an organisation.</summary>
/// <param name="Code">Short, chosen by people; letters, digits, hyphens and underscores.</param>
/// <param name="CreditCode">Null only for community organisations and others that have none.</param>
/// <param name="FieldsOfWork">At most ten.</param>
/// <param name="Payee">Code of a payee who is registered already; accounts are changed there.</param>
public sealed partial record OrganisationProfile(
    string Code, string Name, OrganisationKind Kind, string? CreditCode = null, IReadOnlyList<string>? FieldsOfWork = null, string Place = "", DateOnly? FoundedOn = null, string? Payee = null)
{
    private const int MostFields = 10;
    private const int LongestField = 30;
    private static readonly char[] Separators = ['、', '，', ',', ';', '；', '\n', '\r'];

    internal IReadOnlyList<string> Fields => FieldsOfWork ?? [];

    /// <summary>Fields of work as somebody types them, with commas between.</summary>
    public static IReadOnlyList<string> FieldsOf(string? typed) => [.. (typed ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    internal OrganisationProfile Tidied => new(Code.Trim(), Name.Trim(), Kind, Organisations.CreditCode.Tidied(CreditCode), [.. Fields.SelectMany(FieldsOf)], Place.Trim(), FoundedOn, string.IsNullOrWhiteSpace(Payee) ? null : Payee.Trim());

    internal OperationField[] Content =>
    [
        OperationField.Of("code", Code), OperationField.Of("name", Name), OperationField.Of("kind", StoredWords.Word(Kind)), OperationField.Of("credit-code", CreditCode), OperationField.Of("fields", string.Join('、', Fields)),
        OperationField.Of("place", Place), OperationField.Of("founded-on", FoundedOn?.ToIso()), OperationField.Of("payee", Payee),
    ];

    /// <summary>What of it, tidied, can be told without the books.</summary>
    internal Refusal? RefusalForInput(DateOnly today)
    {
        if (!CodePattern().IsMatch(Code)) return Refusal.Of("organisation-code", "code", "机构代码为 1 至 40 个字母、数字、连字符或下划线。", "An organisation's code has 1 to 40 letters, digits, hyphens or underscores.");
        if (Name.Length == 0) return Refusal.Of("organisation-name", "name", "请填写机构名称。", "Give the organisation's name.");
        if (CreditCode is null && Kind is not (OrganisationKind.Community or OrganisationKind.Other))
            return Refusal.Of("credit-code", "credit-code", $"{Kind.Name().Zh}应有统一社会信用代码；只有备案的社区社会组织可以没有。", $"A {Kind.Name().En.ToLowerInvariant()} has a unified social credit code; only community organisations on file may have none.");
        if (CreditCode is not null && Organisations.CreditCode.RefusalFor(CreditCode) is { } badCode) return badCode;
        if (FoundedOn > today) return Refusal.Of("date-in-future", "founded-on", $"成立日期 {FoundedOn?.ToIso()} 晚于今天。", $"It would be founded on {FoundedOn?.ToIso()}, after today.");
        if (Fields.Count > MostFields || Fields.Any(field => field.Length > LongestField))
            return Refusal.Of("organisation-fields", "fields", $"业务领域最多 {MostFields} 项，每项不超过 {LongestField} 个字。", $"At most {MostFields} fields of work, each of at most {LongestField} characters.");
        return KeptText.Title.RefusalFor(Name, "name") ?? KeptText.Title.RefusalFor(Place, "place") ?? KeptText.PayeeCode.RefusalFor(Payee, "payee");
    }

    internal static OrganisationProfile Of(Organisation organisation) => new(
        organisation.Code, organisation.Name, organisation.Kind, organisation.CreditCode, organisation.Fields, organisation.Place, organisation.FoundedOn, organisation.Payee);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
    private static partial Regex CodePattern();
}

public sealed record OrganisationSet(string Code, int Version);

/// <summary>Enters an organisation into the directory.</summary>
public sealed class RegisterOrganisation(Database database)
{
    public Task<Outcome<OrganisationSet>> RunAsync(Asked asked, OrganisationProfile profile, CancellationToken stop = default) => database.WriteAsync<OrganisationSet>(
        asked.For("register-organisation", profile.Content),
        async tx =>
        {
            var wanted = profile.Tidied;
            if ((wanted.RefusalForInput(tx.Today) ?? await ChangeOrganisation.RefusalForPayeeAsync(tx, wanted)) is { } refusal) return refusal;
            if (await Directory.FindAsync(tx, wanted.Code) is not null) return Refusal.Of("organisation-known", "code", $"目录中已有代码为“{wanted.Code}”的机构。", $"There is an organisation of the code '{wanted.Code}' already.");
            if (await ChangeOrganisation.RefusalForCreditCodeAsync(tx, wanted) is { } taken) return taken;
            await OrganisationStore.InsertAsync(tx, wanted);
            await AuditTrail.AddAsync(tx, AuditNote.Done("register-organisation", "organisation", wanted.Code));
            return new OrganisationSet(wanted.Code, 1);
        }, stop);
}

/// <summary>Changes what the directory says of an organisation: a new version with its reason; the earlier ones stay readable.</summary>
public sealed class ChangeOrganisation(Database database)
{
    /// <param name="profile">All of it; its code says which organisation.</param>
    /// <param name="reason">Kept for good: no names of people.</param>
    public Task<Outcome<OrganisationSet>> RunAsync(Asked asked, OrganisationProfile profile, string reason, CancellationToken stop = default) => database.WriteAsync<OrganisationSet>(
        asked.For("change-organisation", [.. profile.Content, OperationField.Of("reason", reason)]),
        async tx =>
        {
            var wanted = profile.Tidied;
            if (!(await OrganisationStore.HoldAsync(tx, wanted.Code)).IsDone(out var organisation, out var unknown)) return unknown;
            if ((wanted.RefusalForInput(tx.Today) ?? await RefusalForPayeeAsync(tx, wanted) ?? await RefusalForCreditCodeAsync(tx, wanted) ?? Reasons.RefusalFor(reason)) is { } refusal) return refusal;
            if (string.Join('|', wanted.Content.Select(field => field.Value)) == string.Join('|', OrganisationProfile.Of(organisation).Content.Select(field => field.Value)))
                return Refusal.Of("organisation-unchanged", "", "没有改动任何内容。", "Nothing is changed by this.");
            await OrganisationStore.ChangeAsync(tx, organisation, wanted, reason.Trim());
            await AuditTrail.AddAsync(tx, AuditNote.Done("change-organisation", "organisation", wanted.Code, $"{organisation.Version + 1}"));
            return new OrganisationSet(wanted.Code, organisation.Version + 1);
        }, stop);

    internal static async Task<Refusal?> RefusalForCreditCodeAsync(LedgerTransaction tx, OrganisationProfile wanted) =>
        wanted.CreditCode is { } code && await Directory.FindByCreditCodeAsync(tx, code) is { } other && other.Code != wanted.Code
            ? Refusal.Of("credit-code-taken", "credit-code", $"统一社会信用代码 {code} 已属于 {other.Name}（{other.Code}）。", $"The credit code {code} is that of {other.Name} ({other.Code}) already.") : null;

    internal static async Task<Refusal?> RefusalForPayeeAsync(LedgerTransaction tx, OrganisationProfile wanted) =>
        wanted.Payee is null || (await PaymentReading.PayeesAsync(tx, await Books.OfAsync(tx))).Any(payee => payee.Code == wanted.Payee) ? null
            : Refusal.Of("payee-unknown", "payee", $"没有收款方“{wanted.Payee}”。请先登记收款方（须他人复核）。", $"There is no payee '{wanted.Payee}'. Register the payee first; another person checks it.");
}

/// <summary>Why something is done, where it must be said.</summary>
internal static class Reasons
{
    internal static Refusal? RefusalFor(string? reason, string field = "reason") => string.IsNullOrWhiteSpace(reason)
        ? Refusal.Of("reason-missing", field, "请写明理由。", "Give the reason.") : KeptText.DocumentId.RefusalFor(reason.Trim(), field);
}
