package io.breakwater.journal.plugin;

import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentPersistenceIdsQuery;
import org.apache.pekko.persistence.query.javadsl.EventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.PersistenceIdsQuery;

/** The queries that every store answers: a log's events and the logs there are, now and as they come. */
public interface LogQueries extends CurrentEventsByPersistenceIdQuery, EventsByPersistenceIdQuery,
        CurrentPersistenceIdsQuery, PersistenceIdsQuery {}
