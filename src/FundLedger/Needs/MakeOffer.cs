using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Trail;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Needs;

/// <param name="Organisation">Code of who offers it.</param>
/// <param name="Description">Kept for good: no names of people.</param>
public sealed record OfferWanted(string Code, string Organisation, string Title, string Description = "", string Field = "", string Place = "", Money? Amount = null)
{
    internal OperationField[] Content =>
    [
        OperationField.Of("code", Code), OperationField.Of("organisation", Organisation), OperationField.Of("title", Title), OperationField.Of("description", Description), OperationField.Of("field", Field),
        OperationField.Of("place", Place), OperationField.Of("amount", Amount?.ToString()),
    ];

    internal Refusal? Refusal => ListedText.RefusalFor(Code, Title, Description, Field, Place)
        ?? (Amount is { IsPositive: false } ? Values.Refusal.Of("amount-not-positive", "amount", "金额须大于零。", "The amount must be more than zero.") : null);
}

public sealed record OfferSet(string Code, int Version);

/// <summary>Offers a project for an organisation; changes it, as a new version with its reason; and closes it.</summary>
public sealed class MakeOffer(Database database)
{
    private static readonly SqlFile Insert = new("needs/insert_offer");
    private static readonly SqlFile InsertVersion = new("needs/insert_offer_version");
    private static readonly SqlFile SetVersion = new("needs/set_offer_version");
    private static readonly SqlFile Close = new("needs/close_offer");
    private static readonly SqlFile Lock = new("needs/lock_offer");

    public Task<Outcome<OfferSet>> RunAsync(Asked asked, OfferWanted wanted, CancellationToken stop = default) => database.WriteAsync<OfferSet>(
        asked.For("make-offer", wanted.Content),
        async tx =>
        {
            if (await Directory.FindAsync(tx, wanted.Organisation) is not { } organisation)
                return Refusal.Of("organisation-unknown", "organisation", $"目录中没有代码为“{wanted.Organisation}”的机构。", $"There is no organisation of the code '{wanted.Organisation}' in the directory.");
            if (wanted.Refusal is { } badInput) return badInput;
            if ((await Directory.StandingAsync(tx, organisation, tx.Today)).Status == OrganisationStatus.Left)
                return Refusal.Of("organisation-left", "organisation", $"{organisation.Name} 已退出目录，不能再提供项目。", $"{organisation.Name} has left the directory and offers nothing.");
            if (await NeedReading.FindOfferAsync(tx, wanted.Code) is not null) return Refusal.Of("offer-known", "code", $"已有代码为“{wanted.Code}”的服务项目。", $"There is an offer of the code '{wanted.Code}' already.");
            var id = await tx.SingleAsync<long>(Insert, new { code = wanted.Code, organisation_id = organisation.Id, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            await AddVersionAsync(tx, id, 1, wanted, "");
            await AuditTrail.AddAsync(tx, AuditNote.Done("make-offer", "offer", wanted.Code));
            return new OfferSet(wanted.Code, 1);
        }, stop);

    /// <param name="wanted">All of it; its code says which offer. The organisation stays.</param>
    public Task<Outcome<OfferSet>> ChangeAsync(Asked asked, OfferWanted wanted, string reason, CancellationToken stop = default) => database.WriteAsync<OfferSet>(
        asked.For("change-offer", [.. wanted.Content, OperationField.Of("reason", reason)]),
        async tx =>
        {
            if (!(await HoldAsync(tx, wanted.Code)).IsDone(out var offer, out var refusal)) return refusal;
            if (wanted.Organisation != offer.Organisation) return Refusal.Of("offer-organisation", "organisation", $"服务项目 {offer.Code} 属于 {offer.Organisation}，不能改。", $"Offer {offer.Code} is of {offer.Organisation}, which stays.");
            if ((wanted.Refusal ?? ListedText.RefusalForReason(reason)) is { } badInput) return badInput;
            var version = offer.Version + 1;
            await tx.ExecuteAsync(SetVersion, new { version_no = (long)version, offer_id = offer.Id });
            await AddVersionAsync(tx, offer.Id, version, wanted, reason.Trim());
            await AuditTrail.AddAsync(tx, AuditNote.Done("change-offer", "offer", offer.Code, $"{version}"));
            return new OfferSet(offer.Code, version);
        }, stop);

    public Task<Outcome<OfferSet>> CloseAsync(Asked asked, string code, DateOnly on, string reason, CancellationToken stop = default) => database.WriteAsync<OfferSet>(
        asked.For("close-offer", OperationField.Of("code", code), OperationField.Of("on", on), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await HoldAsync(tx, code)).IsDone(out var offer, out var refusal)) return refusal;
            if (offer.ClosedOn is not null) return Refusal.Of("offer-closed", "code", $"服务项目 {code} 已结束。", $"Offer {code} is closed already.");
            if (ListedText.RefusalForReason(reason) is { } notSaid) return notSaid;
            await tx.ExecuteAsync(Close, new { closed_on = on.ToIso(), close_reason = reason.Trim(), offer_id = offer.Id });
            await AuditTrail.AddAsync(tx, AuditNote.Done("close-offer", "offer", code));
            return new OfferSet(code, offer.Version);
        }, stop);

    internal static async Task<Outcome<Offer>> HoldAsync(LedgerTransaction tx, string code)
    {
        await tx.ExecuteAsync(Lock, new { code });
        return await NeedReading.FindOfferAsync(tx, code) is { } offer ? offer : Refusal.Of("offer-unknown", "offer", $"没有代码为“{code}”的服务项目。", $"There is no offer of the code '{code}'.");
    }

    private static Task AddVersionAsync(LedgerTransaction tx, long offer, int version, OfferWanted wanted, string reason) => tx.ExecuteAsync(InsertVersion, new
    {
        offer_id = offer,
        version_no = (long)version,
        title = wanted.Title.Trim(),
        description = wanted.Description.Trim(),
        field = wanted.Field.Trim(),
        place = wanted.Place.Trim(),
        currency = wanted.Amount?.Currency.Code,
        amount_minor = wanted.Amount?.MinorUnits,
        reason,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });
}
