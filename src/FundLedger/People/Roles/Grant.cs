using FundLedger.Ledger;

namespace FundLedger.People.Roles;

public enum ScopeKind
{
    Ledger,
    Entity,
    Fund,
    Organisation,
}

/// <summary>The part of the ledger a role is given over.</summary>
/// <param name="Code">Of the entity, fund or organisation; empty for the whole ledger.</param>
public sealed record Scope(ScopeKind Kind, string Code)
{
    public static readonly Scope WholeLedger = new(ScopeKind.Ledger, "");

    public static Scope OfEntity(string code) => new(ScopeKind.Entity, code);
    public static Scope OfFund(string code) => new(ScopeKind.Fund, code);
    public static Scope OfOrganisation(string code) => new(ScopeKind.Organisation, code);

    /// <summary>Whether what an act is about lies in this part.</summary>
    internal bool Covers(Target target) => Kind switch
    {
        ScopeKind.Ledger => true,
        ScopeKind.Entity => target.Entity == Code,
        ScopeKind.Fund => target.Fund == Code,
        _ => target.Organisation == Code,
    };
}

/// <summary>What an act is about; what is null it is not about.</summary>
/// <param name="Entity">Code of the entity whose books it touches.</param>
/// <param name="Fund">Code of the fund.</param>
/// <param name="Organisation">Code of the organisation.</param>
/// <param name="Person">Whose own it is: the donor of a gift, the expert a review was given to.</param>
public sealed record Target(string? Entity = null, string? Fund = null, string? Organisation = null, string? Person = null)
{
    /// <summary>The ledger as a whole: only a role over all of it reaches it.</summary>
    public static readonly Target WholeLedger = new();

    /// <summary>A fund, and the entity whose books it is in.</summary>
    public static Target Of(Fund fund, Books books) => new(books.Entity(fund.EntityId).Code, fund.Code);

    /// <summary>The books an entry is in, and its fund where all of its lines are in one.</summary>
    public static Target Of(PostedEntry entry) => new(entry.Entity.Code, entry.Lines.Select(line => line.Fund.Code).Distinct().ToList() is [var only] ? only : null);
}

/// <summary>A role somebody holds.</summary>
/// <param name="Person">Who holds it.</param>
/// <param name="Until">Last day, included; null without an end.</param>
/// <param name="IsRevoked">Taken back, whatever its days say.</param>
public sealed record Grant(long Id, string Person, PersonRole Role, Scope Scope, DateOnly From, DateOnly? Until, bool IsRevoked)
{
    public bool HoldsOn(DateOnly day) => !IsRevoked && From <= day && (Until is null || day <= Until);
}
