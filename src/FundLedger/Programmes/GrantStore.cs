using System.Security.Cryptography;
using System.Text;
using FundLedger.Ledger;
using FundLedger.People.Approvals;

namespace FundLedger.Programmes;

internal static class GrantStore
{
    private static readonly SqlFile InsertProgramme = new("programmes/insert_programme");
    private static readonly SqlFile InsertTerms = new("programmes/insert_version");
    private static readonly SqlFile SetVersion = new("programmes/set_version");
    private static readonly SqlFile LockProgramme = new("programmes/lock_programme");
    private static readonly SqlFile InsertRound = new("programmes/insert_round");
    private static readonly SqlFile LockRound = new("programmes/lock_round");
    private static readonly SqlFile MoveRoundEnd = new("programmes/move_round_end");
    private static readonly SqlFile CloseRound = new("programmes/close_round");
    private static readonly SqlFile TakeNumber = new("programmes/take_number");
    private static readonly SqlFile InsertRoundChange = new("programmes/insert_round_change");

    internal static Task<long> InsertAsync(LedgerTransaction tx, NewGrantProgramme wanted, Fund fund) => tx.SingleAsync<long>(InsertProgramme, new
    {
        code = wanted.Code,
        entity_id = fund.EntityId,
        fund_id = fund.Id,
        kind = StoredWords.Word(wanted.Kind),
        name_zh = wanted.Name.Zh,
        name_en = wanted.Name.En,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static Task InsertVersionAsync(LedgerTransaction tx, long programme, int version, GrantTerms terms, string reason, Agreed? agreed)
    {
        var json = GrantJson.Write(terms);
        return tx.ExecuteAsync(InsertTerms, new
        {
            programme_id = programme,
            version_no = (long)version,
            terms = json,
            terms_sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(json)),
            reason,
            actor = agreed?.Maker ?? tx.Operation.Actor,
            proposal_id = agreed is { Proposal: > 0 } ? agreed.Proposal : (long?)null, // tried out before it is agreed to, it has none yet
            recorded_at = tx.RecordedAt,
        });
    }

    internal static Task SetVersionAsync(LedgerTransaction tx, GrantProgramme programme, int version) =>
        tx.ExecuteAsync(SetVersion, new { version_no = (long)version, programme_id = programme.Id });

    /// <summary>The programme, held until the transaction ends.</summary>
    internal static async Task<Outcome<GrantProgramme>> HoldAsync(LedgerTransaction tx, string code)
    {
        await tx.ExecuteAsync(LockProgramme, new { code });
        return await GrantReading.ProgrammeAsync(tx, await Books.OfAsync(tx), code);
    }

    internal static Task<long> InsertAsync(LedgerTransaction tx, NewGrantRound wanted, GrantProgramme programme) => tx.SingleAsync<long>(InsertRound, new
    {
        programme_id = programme.Id,
        version_no = (long)programme.Version,
        code = wanted.Code,
        name_zh = wanted.Name.Zh,
        name_en = wanted.Name.En,
        opens_at = wanted.OpensAt,
        closes_at = wanted.ClosesAt,
        currency = wanted.Budget.Currency.Code,
        budget_minor = wanted.Budget.MinorUnits,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    /// <summary>The round, held until the transaction ends.</summary>
    internal static async Task<Outcome<GrantRound>> HoldRoundAsync(LedgerTransaction tx, string code)
    {
        await tx.ExecuteAsync(LockRound, new { code });
        return await GrantReading.RoundAsync(tx, await Books.OfAsync(tx), code);
    }

    internal static async Task MoveEndAsync(LedgerTransaction tx, GrantRound round, long closesAt, string reason)
    {
        var number = (await GrantReading.ChangesAsync(tx, round)).Count + 1;
        await tx.ExecuteAsync(InsertRoundChange, new
        {
            round_id = round.Id, change_no = (long)number, closes_at_before = round.ClosesAt, closes_at = closesAt, reason, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
        await tx.ExecuteAsync(MoveRoundEnd, new { closes_at = closesAt, round_id = round.Id });
    }

    internal static Task CloseAsync(LedgerTransaction tx, GrantRound round) => tx.ExecuteAsync(CloseRound, new { closed_at = tx.RecordedAt, round_id = round.Id });

    /// <summary>The next number of an application within the round, which is held.</summary>
    internal static async Task<int> NextNumberAsync(LedgerTransaction tx, GrantRound round)
    {
        await tx.ExecuteAsync(TakeNumber, new { last_number = round.LastNumber + 1L, round_id = round.Id });
        return round.LastNumber + 1;
    }
}
