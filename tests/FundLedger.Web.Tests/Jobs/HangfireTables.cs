namespace FundLedger.Web.Tests.Jobs;

/// <summary>The tables that Hangfire's installer makes (its schema 9), for Babelfish, which does not run that installer.</summary>
internal static class HangfireTables
{
    internal static readonly string[] Script =
    [
        "CREATE SCHEMA HangFire",
        "CREATE TABLE HangFire.[Schema] (Version int NOT NULL PRIMARY KEY)",
        """
        CREATE TABLE HangFire.Job (
          Id bigint IDENTITY(1, 1) NOT NULL PRIMARY KEY, StateId bigint NULL, StateName nvarchar(20) NULL, InvocationData nvarchar(max) NOT NULL,
          Arguments nvarchar(max) NOT NULL, CreatedAt datetime NOT NULL, ExpireAt datetime NULL)
        """,
        """
        CREATE TABLE HangFire.State (
          Id bigint IDENTITY(1, 1) NOT NULL, JobId bigint NOT NULL REFERENCES HangFire.Job (Id) ON UPDATE CASCADE ON DELETE CASCADE,
          Name nvarchar(20) NOT NULL, Reason nvarchar(100) NULL, CreatedAt datetime NOT NULL, Data nvarchar(max) NULL, PRIMARY KEY (JobId, Id))
        """,
        """
        CREATE TABLE HangFire.JobParameter (
          JobId bigint NOT NULL REFERENCES HangFire.Job (Id) ON UPDATE CASCADE ON DELETE CASCADE, Name nvarchar(40) NOT NULL, Value nvarchar(max) NULL, PRIMARY KEY (JobId, Name))
        """,
        "CREATE TABLE HangFire.JobQueue (Id bigint IDENTITY(1, 1) NOT NULL, JobId bigint NOT NULL, Queue nvarchar(50) NOT NULL, FetchedAt datetime NULL, PRIMARY KEY (Queue, Id))",
        "CREATE TABLE HangFire.Server (Id nvarchar(200) NOT NULL PRIMARY KEY, Data nvarchar(max) NULL, LastHeartbeat datetime NOT NULL)",
        "CREATE TABLE HangFire.Hash ([Key] nvarchar(100) NOT NULL, Field nvarchar(100) NOT NULL, Value nvarchar(max) NULL, ExpireAt datetime2(7) NULL, PRIMARY KEY ([Key], Field))",
        "CREATE TABLE HangFire.List (Id bigint IDENTITY(1, 1) NOT NULL, [Key] nvarchar(100) NOT NULL, Value nvarchar(max) NULL, ExpireAt datetime NULL, PRIMARY KEY ([Key], Id))",
        "CREATE TABLE HangFire.[Set] ([Key] nvarchar(100) NOT NULL, Score float NOT NULL, Value nvarchar(256) NOT NULL, ExpireAt datetime NULL, PRIMARY KEY ([Key], Value))",
        "CREATE TABLE HangFire.Counter (Id bigint IDENTITY(1, 1) NOT NULL, [Key] nvarchar(100) NOT NULL, Value int NOT NULL, ExpireAt datetime NULL, PRIMARY KEY ([Key], Id))",
        "CREATE TABLE HangFire.AggregatedCounter ([Key] nvarchar(100) NOT NULL PRIMARY KEY, Value bigint NOT NULL, ExpireAt datetime NULL)",
        "INSERT INTO HangFire.[Schema] (Version) VALUES (9)",
    ];
}
