using System.Text.RegularExpressions;
using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Spaces;

/// <param name="Fund">Code of the fund that supports it.</param>
/// <param name="Centre">Code of the centre it is a satellite of (1+N); null for a centre, or one that stands alone.</param>
/// <param name="SquareDecimetres">Its area; 100 make a square metre. 0 when it is not known.</param>
/// <param name="Functions">What happens there, each in a few words.</param>
public sealed record SpaceWanted(
    string Code, string Fund, string Name, string? Centre = null, string Place = "", long SquareDecimetres = 0, IReadOnlyList<string>? Functions = null, SpaceOwnership Ownership = SpaceOwnership.Public,
    OperationModel Model = OperationModel.PartyLed, DateOnly OpenedOn = default)
{
    internal IReadOnlyList<string> Tidied => [.. (Functions ?? []).Select(function => function.Trim()).Where(function => function.Length > 0).Distinct()];

    internal OperationField[] Content =>
    [
        OperationField.Of("code", Code), OperationField.Of("fund", Fund), OperationField.Of("name", Name), OperationField.Of("centre", Centre), OperationField.Of("place", Place), OperationField.Of("area", SquareDecimetres),
        OperationField.Of("functions", string.Join('\n', Tidied)), OperationField.Of("ownership", StoredWords.Word(Ownership)), OperationField.Of("model", StoredWords.Word(Model)), OperationField.Of("opened-on", OpenedOn),
    ];
}

public sealed record SpaceSet(string Code, int Version);

/// <summary>What several commands say no to in the same words.</summary>
internal static partial class SpaceRules
{
    internal const long MostSquareDecimetres = 100_000_000;  // a square kilometre
    internal const int MostFunctions = 20;
    private static readonly string[] Reserved = ["compare", "import"];  // pages of the site

    internal static Refusal? RefusalFor(SpaceWanted wanted)
    {
        if (!CodePattern().IsMatch(wanted.Code)) return Refusal.Of("space-code", "code", "代码为 1 至 40 个字母、数字、连字符或下划线。", "A code has 1 to 40 letters, digits, hyphens or underscores.");
        if (Reserved.Contains(wanted.Code, StringComparer.OrdinalIgnoreCase)) return Refusal.Of("space-code", "code", $"代码“{wanted.Code}”留给网站自己使用，请另取一个。", $"The code '{wanted.Code}' is the site's own: choose another.");
        if (string.IsNullOrWhiteSpace(wanted.Name)) return Refusal.Of("name-missing", "name", "请填写名称。", "Give it a name.");
        if (wanted.SquareDecimetres is < 0 or > MostSquareDecimetres) return Refusal.Of("space-area", "area", "面积应在 0 至 1,000,000 平方米之间。", "An area is 0 to 1,000,000 square metres.");
        if (wanted.Tidied.Count > MostFunctions) return Refusal.Of("space-functions", "functions", $"功能最多 {MostFunctions} 项。", $"A space has at most {MostFunctions} functions.");
        if (wanted.OpenedOn == default) return Refusal.Of("opened-missing", "opened-on", "请填写启用日期。", "Give the day it opened.");
        return wanted.Tidied.Select(function => KeptText.Title.RefusalFor(function, "functions")).FirstOrDefault(refusal => refusal is not null)
            ?? KeptText.Title.RefusalFor(wanted.Name.Trim(), "name") ?? KeptText.Title.RefusalFor(wanted.Place.Trim(), "place");
    }

    internal static Refusal? RefusalForReason(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? Refusal.Of("reason-missing", "reason", "请写明理由。", "Give the reason.") : KeptText.DocumentId.RefusalFor(reason.Trim(), "reason");

    internal static Refusal? RefusalForPast(DateOnly day, DateOnly today, string field) => day > today
        ? Refusal.Of("date-in-future", field, $"日期 {day.ToIso()} 晚于今天（{today.ToIso()}）。", $"{day.ToIso()} is after today ({today.ToIso()}).") : null;

    internal static Refusal Closed(Space space) => Refusal.Of("space-closed", "space", $"公共空间 {space.Code} 已于 {space.ClosedOn!.Value.ToIso()} 关闭。", $"Space {space.Code} was closed on {space.ClosedOn.Value.ToIso()}.");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
    private static partial Regex CodePattern();
}

/// <summary>Enters a public space in the register.</summary>
public sealed class RegisterSpace(Database database)
{
    private static readonly SqlFile Insert = new("spaces/insert_space");
    private static readonly SqlFile InsertVersion = new("spaces/insert_version");

    public Task<Outcome<SpaceSet>> RunAsync(Asked asked, SpaceWanted wanted, CancellationToken stop = default) => database.WriteAsync<SpaceSet>(
        asked.For("register-space", wanted.Content),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (SpaceRules.RefusalFor(wanted) is { } badInput) return badInput;
            if (!(await CentreAsync(tx, wanted, fund)).IsDone(out var centre, out refusal)) return refusal;
            if (await SpaceStore.FindAsync(tx, books, wanted.Code) is not null) return Refusal.Of("space-known", "code", $"已有代码为“{wanted.Code}”的公共空间。", $"There is a space of the code '{wanted.Code}' already.");
            var id = await tx.SingleAsync<long>(Insert, new { code = wanted.Code, fund_id = fund.Id, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            await AddVersionAsync(tx, id, 1, wanted, centre, "");
            await AuditTrail.AddAsync(tx, AuditNote.Done("register-space", "space", wanted.Code));
            return new SpaceSet(wanted.Code, 1);
        }, stop);

    /// <summary>The centre, held so that it is not closed or made a satellite meanwhile; <see cref="NoCentre"/> where none is named.</summary>
    internal static async Task<Outcome<CentreOf>> CentreAsync(LedgerTransaction tx, SpaceWanted wanted, Fund fund)
    {
        if (string.IsNullOrEmpty(wanted.Centre)) return NoCentre;
        if (!(await SpaceStore.HoldAsync(tx, wanted.Centre)).IsDone(out var centre, out _))
            return Refusal.Of("centre-unknown", "centre", $"没有代码为“{wanted.Centre}”的中心空间。", $"There is no space of the code '{wanted.Centre}' to be the centre.");
        if (centre.Code == wanted.Code || centre.Centre is not null)
            return Refusal.Of("centre-is-satellite", "centre", $"{centre.Code} 不能作中心：卫星空间不再带卫星，也不能以自己为中心。", $"{centre.Code} is no centre: a satellite has no satellites, and no space is its own centre.");
        if (centre.ClosedOn is not null) return SpaceRules.Closed(centre);
        if (centre.Fund.Id != fund.Id) return Refusal.Of("centre-fund", "centre", $"中心 {centre.Code} 属于基金 {centre.Fund.Code}，卫星须在同一基金。", $"Centre {centre.Code} is of fund {centre.Fund.Code}; its satellites are of the same.");
        return new CentreOf(centre.Id);
    }

    internal static Task AddVersionAsync(LedgerTransaction tx, long space, int version, SpaceWanted wanted, CentreOf centre, string reason) => tx.ExecuteAsync(InsertVersion, new
    {
        space_id = space,
        version_no = (long)version,
        name = wanted.Name.Trim(),
        centre_id = centre.Id,
        place = wanted.Place.Trim(),
        square_decimetres = wanted.SquareDecimetres,
        functions = SpaceJson.Write(wanted.Tidied),
        ownership = StoredWords.Word(wanted.Ownership),
        operation_model = StoredWords.Word(wanted.Model),
        opened_on = wanted.OpenedOn.ToIso(),
        reason,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    private static readonly CentreOf NoCentre = new((long?)null);

    internal sealed record CentreOf(long? Id);
}

/// <summary>Changes what the register says of a space, as a new version with its reason; the fund stays.</summary>
public sealed class ChangeSpace(Database database)
{
    private static readonly SqlFile SetVersion = new("spaces/set_version");

    /// <param name="wanted">All of it; its code says which space.</param>
    public Task<Outcome<SpaceSet>> RunAsync(Asked asked, SpaceWanted wanted, string reason, CancellationToken stop = default) => database.WriteAsync<SpaceSet>(
        asked.For("change-space", [.. wanted.Content, OperationField.Of("reason", reason)]),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, wanted.Code)).IsDone(out var space, out var refusal)) return refusal;
            if (space.ClosedOn is not null) return SpaceRules.Closed(space);
            if (wanted.Fund != space.Fund.Code) return Refusal.Of("space-fund", "fund", $"公共空间 {space.Code} 属于基金 {space.Fund.Code}，不能改。", $"Space {space.Code} is of fund {space.Fund.Code}, which stays.");
            if ((SpaceRules.RefusalFor(wanted) ?? SpaceRules.RefusalForReason(reason)) is { } badInput) return badInput;
            if (await SatellitesAsync(tx, space) is { Count: > 0 } satellites && !string.IsNullOrEmpty(wanted.Centre))
                return Refusal.Of("centre-has-satellites", "centre", $"{space.Code} 带有卫星 {string.Join('、', satellites)}，不能再成为卫星。", $"{space.Code} has the satellites {string.Join(", ", satellites)} and is no satellite itself.");
            if (!(await RegisterSpace.CentreAsync(tx, wanted, space.Fund)).IsDone(out var centre, out refusal)) return refusal;
            var version = (await SpaceStore.VersionsAsync(tx, space)).Count + 1;
            await tx.ExecuteAsync(SetVersion, new { version_no = (long)version, space_id = space.Id });
            await RegisterSpace.AddVersionAsync(tx, space.Id, version, wanted, centre, reason.Trim());
            await AuditTrail.AddAsync(tx, AuditNote.Done("change-space", "space", space.Code, $"{version}"));
            return new SpaceSet(space.Code, version);
        }, stop);

    /// <summary>Codes of the open satellites of a space.</summary>
    internal static async Task<IReadOnlyList<string>> SatellitesAsync(LedgerTransaction tx, Space space) =>
        [.. (await SpaceStore.ListAsync(tx, await Books.OfAsync(tx))).Where(other => other.Centre == space.Code && other.ClosedOn is null).Select(other => other.Code)];
}

public sealed record SpaceClosed(string Code, DateOnly On);

/// <summary>Closes a space, and ends the term of whoever runs it on the same day. What was not reported yet still can be.</summary>
public sealed class CloseSpace(Database database)
{
    private static readonly SqlFile Close = new("spaces/close_space");

    /// <param name="on">The last day it is open.</param>
    public Task<Outcome<SpaceClosed>> RunAsync(Asked asked, string code, DateOnly on, string reason, CancellationToken stop = default) => database.WriteAsync<SpaceClosed>(
        asked.For("close-space", OperationField.Of("code", code), OperationField.Of("on", on), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, code)).IsDone(out var space, out var refusal)) return refusal;
            if (space.ClosedOn is not null) return SpaceRules.Closed(space);
            if ((SpaceRules.RefusalForPast(on, tx.Today, "on") ?? SpaceRules.RefusalForReason(reason)) is { } badInput) return badInput;
            if (on < space.OpenedOn) return Refusal.Of("space-days", "on", $"关闭日期不能早于启用日期 {space.OpenedOn.ToIso()}。", $"It is not closed before the day it opened, {space.OpenedOn.ToIso()}.");
            if (await ChangeSpace.SatellitesAsync(tx, space) is { Count: > 0 } satellites)
                return Refusal.Of("centre-has-satellites", "code", $"{code} 还带有卫星 {string.Join('、', satellites)}。请先关闭它们或改到别的中心。", $"{code} still has the satellites {string.Join(", ", satellites)}. Close them first, or move them to another centre.");
            if (space.Operator is { } running && await EndOperator.EndAsync(tx, space, running, on, reason.Trim()) is { } notEnded) return notEnded;
            await tx.ExecuteAsync(Close, new { closed_on = on.ToIso(), close_reason = reason.Trim(), space_id = space.Id });
            await AuditTrail.AddAsync(tx, AuditNote.Done("close-space", "space", code, on.ToIso()));
            return new SpaceClosed(code, on);
        }, stop);
}
