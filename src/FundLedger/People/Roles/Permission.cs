namespace FundLedger.People.Roles;

/// <summary>The acts that need to be allowed: a closed set. Every page, endpoint and operation names one of them.</summary>
public enum Permission
{
    /// <summary>What is published; anybody may, signed in or not.</summary>
    ReadPublished,

    /// <summary>Figures, entries and documents, with people's names masked.</summary>
    ReadLedger,

    /// <summary>Take the journal or a list out as a file, names masked.</summary>
    ExportLedger,

    /// <summary>See one masked name in clear, which is logged.</summary>
    RevealName,

    /// <summary>Record gifts, seed money, expenses, fees and the like; attach documents; import lists.</summary>
    RecordMoney,

    /// <summary>Propose what takes a second person: a transfer, a reversal, a month reopened.</summary>
    Propose,

    /// <summary>Check what another has proposed.</summary>
    Approve,
    ClosePeriod,

    /// <summary>Open entities and funds.</summary>
    ManageFunds,

    /// <summary>Remove a donor's or a person's name for good.</summary>
    ErasePeople,

    /// <summary>Invite, disable, give and take roles.</summary>
    ManagePeople,

    /// <summary>Propose another rule of approval.</summary>
    ManageSettings,
    ReadTrail,

    /// <summary>Derive everything again and compare.</summary>
    Verify,

    /// <summary>Draw samples and record what is found of them; ask about the books. All that an auditor writes.</summary>
    Audit,

    /// <summary>Backups, jobs, health.</summary>
    Operate,
    ReadOrganisation,
    EditOrganisation,

    /// <summary>Sign for the organisation.</summary>
    CertifyOrganisation,
    ManageOrganisation,

    /// <summary>Score what was given to oneself to review.</summary>
    Review,

    /// <summary>One's own gifts and receipts.</summary>
    ReadOwnGifts,
}
